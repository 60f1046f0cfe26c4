package dev.shipmate.logs;

import org.jspecify.annotations.Nullable;

/// Remembers the group of each shape that was seen lately. A shape that needs the place of another one takes it: then
/// the other is looked up anew, which costs time and changes nothing.
final class ShapeCache {
    private static final int SLOTS = 1 << 15;

    private final long[] shapes = new long[SLOTS];
    private final @Nullable Template[] templates = new Template[SLOTS];

    @Nullable
    Template find(long shape) {
        int slot = slot(shape);
        return shapes[slot] == shape ? templates[slot] : null;
    }

    void put(long shape, Template template) {
        int slot = slot(shape);
        shapes[slot] = shape;
        templates[slot] = template;
    }

    private static int slot(long shape) {
        return (int) (shape ^ (shape >>> 32)) & (SLOTS - 1);
    }
}
