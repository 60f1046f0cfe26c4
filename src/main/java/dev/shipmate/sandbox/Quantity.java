package dev.shipmate.sandbox;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// Amounts of memory and CPU as Kubernetes writes them: `64Mi`, `250m`, `2`.
final class Quantity {
    private static final Map<String, BigDecimal> UNITS = new TreeMap<>(Map.ofEntries(
            Map.entry("Ki", new BigDecimal(1L << 10)),
            Map.entry("Mi", new BigDecimal(1L << 20)),
            Map.entry("Gi", new BigDecimal(1L << 30)),
            Map.entry("Ti", new BigDecimal(1L << 40)),
            Map.entry("k", new BigDecimal(1_000)),
            Map.entry("M", new BigDecimal(1_000_000)),
            Map.entry("G", new BigDecimal(1_000_000_000)),
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("u", new BigDecimal("0.000001")),
            Map.entry("n", new BigDecimal("0.000000001"))));

    private Quantity() {}

    /// The amount in bytes or cores; 0 for an empty text.
    static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        for (int length = Math.min(2, text.length() - 1); length > 0; length--) {
            BigDecimal unit = UNITS.get(text.substring(text.length() - length));
            if (unit != null) {
                return new BigDecimal(text.substring(0, text.length() - length)).multiply(unit);
            }
        }
        return new BigDecimal(text);
    }

    static boolean valid(String text) {
        try {
            return parse(text).signum() >= 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
