package dev.shipmate.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The name of an exception at the start of a line, alone or with a colon after it: `java.lang.IllegalStateException`,
/// `psycopg2.OperationalError: …`, `Error: …`.
final class ExceptionName {
    private static final int LONGEST = 200;
    private static final byte[] ERROR = "Error".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXCEPTION = "Exception".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] THROWABLE = "Throwable".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNCAUGHT = "Exception in thread ".getBytes(StandardCharsets.US_ASCII);

    private ExceptionName() {}

    static boolean begins(byte[] line, int start, int end) {
        int stop = Math.min(end, start + LONGEST);
        int segment = start;
        int i = start;
        while (i < stop && (isPartOfName(line[i]) || line[i] == '.')) {
            if (line[i] == '.') {
                if (i == segment || isDigit(line[segment])) {
                    return false;
                }
                segment = i + 1;
            }
            i++;
        }
        if (i == end || line[i] == ':') {
            return isOne(line, segment, i)
                    || (segment == start && i - start == ERROR.length && ends(line, start, i, ERROR));
        }
        return line[i] == ' ' && end - start >= UNCAUGHT.length && ends(line, start, start + UNCAUGHT.length, UNCAUGHT);
    }

    /// Whether a name without its package is that of an exception.
    private static boolean isOne(byte[] line, int start, int end) {
        return start < end
                && line[start] >= 'A'
                && line[start] <= 'Z'
                && (ends(line, start + 1, end, ERROR)
                        || ends(line, start + 1, end, EXCEPTION)
                        || ends(line, start + 1, end, THROWABLE));
    }

    private static boolean ends(byte[] line, int start, int end, byte[] with) {
        return end - start >= with.length && Arrays.equals(line, end - with.length, end, with, 0, with.length);
    }

    private static boolean isPartOfName(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$';
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
