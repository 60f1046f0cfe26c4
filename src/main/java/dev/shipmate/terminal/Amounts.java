package dev.shipmate.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.LongFunction;

/// CPU and memory in as few letters as tell enough.
final class Amounts {
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private Amounts() {}

    /// `250m`, or cores from one on: `1.5`.
    static String cpu(long millicores) {
        return millicores < 1_000 ? millicores + "m" : oneDecimal(millicores, 1_000);
    }

    /// `64Mi`, or `1.5Gi`.
    static String memory(long bytes) {
        return bytes < GIBIBYTE ? mebibytes(bytes) + "Mi" : oneDecimal(bytes, GIBIBYTE) + "Gi";
    }

    /// Rounded up, as kubectl does.
    static long mebibytes(long bytes) {
        return Math.ceilDiv(bytes, MEBIBYTE);
    }

    /// What is not set, as `-`.
    static String orDash(long amount, LongFunction<String> words) {
        return amount == 0 ? "-" : words.apply(amount);
    }

    private static String oneDecimal(long amount, long unit) {
        BigDecimal rounded = BigDecimal.valueOf(amount)
                .divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.toPlainString();
    }
}
