package dev.shipmate.pipeline;

import java.util.Locale;

/// How the sizes of images are told, in thousands as Docker counts: `182 MB`, `1.4 GB`.
final class Megabytes {
    private static final long GIGABYTE = 1_000_000_000;
    private static final double MEGABYTE = 1_000_000;

    private Megabytes() {}

    static String of(long bytes) {
        return bytes < GIGABYTE
                ? "%.0f MB".formatted(bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
    }
}
