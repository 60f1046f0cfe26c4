package dev.shipmate.monitoring;

import dev.shipmate.cluster.Quantity;

/// Amounts of CPU and memory, as a person and a patch write them.
final class Amount {
    private static final long CPU_STEP = 10;
    private static final long MEMORY_STEP = 16L << 20;

    private Amount() {}

    /// `250m`, `512Mi`.
    static String of(String resource, long amount) {
        return resource.equals("cpu") ? amount + "m" : Quantity.mebibytes(amount);
    }

    /// Up to the next round amount: ten thousandths of a core, 16 mebibytes.
    static long rounded(String resource, double amount) {
        return Math.ceilDiv((long) Math.ceil(amount), step(resource)) * step(resource);
    }

    /// Down to the next round amount.
    static long lowered(String resource, long amount) {
        return amount / step(resource) * step(resource);
    }

    private static long step(String resource) {
        return resource.equals("cpu") ? CPU_STEP : MEMORY_STEP;
    }
}
