package dev.shipmate.cluster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// Reads and writes amounts as Kubernetes does: `250m` CPU, `64Mi` memory.
public final class Quantity {
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", new BigDecimal("0.000000001")),
            Map.entry("u", new BigDecimal("0.000001")),
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", BigDecimal.valueOf(1_000L)),
            Map.entry("M", BigDecimal.valueOf(1_000_000L)),
            Map.entry("G", BigDecimal.valueOf(1_000_000_000L)),
            Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
            Map.entry("P", BigDecimal.valueOf(1_000_000_000_000_000L)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)));

    private Quantity() {}

    /// CPU in thousandths of a core; 0 for an empty text or one that is no quantity.
    public static long millicores(String text) {
        return parse(text)
                .multiply(BigDecimal.valueOf(1_000))
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    /// Memory in bytes; 0 for an empty text or one that is no quantity.
    public static long bytes(String text) {
        return parse(text).setScale(0, RoundingMode.CEILING).longValue();
    }

    /// `64Mi`, rounded up as kubectl does.
    public static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + "Mi";
    }

    private static BigDecimal parse(String text) {
        int end = text.length();
        while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        BigDecimal unit = UNITS.get(text.substring(end));
        try {
            return unit == null || end == 0 ? BigDecimal.ZERO : new BigDecimal(text.substring(0, end)).multiply(unit);
        } catch (NumberFormatException _) {
            return BigDecimal.ZERO;
        }
    }
}
