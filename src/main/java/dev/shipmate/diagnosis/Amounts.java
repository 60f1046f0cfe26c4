package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Quantity;
import java.util.Locale;

/// Amounts of CPU, memory and other resources, in the unit that fits the resource: thousandths for CPU, bytes for
/// memory and storage, pieces for the rest.
final class Amounts {
    private static final long MEBI = 1L << 20;
    private static final long GIBI = 1L << 30;

    private Amounts() {}

    static boolean isCpu(String resource) {
        return resource.equals("cpu") || resource.endsWith(".cpu");
    }

    static boolean isBytes(String resource) {
        return resource.endsWith("memory") || resource.endsWith("storage");
    }

    static long parse(String resource, String amount) {
        return isCpu(resource) ? Quantity.millicores(amount) : Quantity.bytes(amount);
    }

    /// As a patch has it: `250m`, `512Mi`, `3`.
    static String quantity(String resource, long amount) {
        return isCpu(resource) ? amount + "m" : isBytes(resource) ? Quantity.mebibytes(amount) : String.valueOf(amount);
    }

    /// As a person reads it: `0.25`, `1.5Gi`, `512Mi`, `3`.
    static String words(String resource, long amount) {
        if (isCpu(resource)) {
            return amount % 1_000 == 0 ? String.valueOf(amount / 1_000) : amount + "m";
        }
        if (isBytes(resource)) {
            return amount < GIBI
                    ? amount / MEBI + "Mi"
                    : String.format(Locale.ROOT, "%.1fGi", (double) amount / GIBI)
                            .replace(".0Gi", "Gi");
        }
        return String.valueOf(amount);
    }
}
