package dev.shipmate.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;

/// The random parts of names, drawn from a fixed seed: a sandbox names its pods alike each time it starts, so that
/// examples in the documentation stay true.
final class Names {
    private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";

    private final Random random = new Random(20_261_123);

    /// What comes last in a pod's name.
    String suffix() {
        var suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(SAFE.charAt(random.nextInt(SAFE.length())));
        }
        return suffix.toString();
    }

    String uid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    /// The hash of a template, as replica sets and revisions carry it in their names.
    static String hash(String template) {
        var crc = new CRC32();
        crc.update(template.getBytes(StandardCharsets.UTF_8));
        long value = crc.getValue() * 0x9E37_79B9L;
        var hash = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            hash.append(SAFE.charAt((int) Math.floorMod(value, (long) SAFE.length())));
            value = Long.rotateRight(value, 7) ^ (value >>> 3);
        }
        return hash.toString();
    }
}
