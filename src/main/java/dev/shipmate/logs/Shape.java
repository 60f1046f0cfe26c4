package dev.shipmate.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The constant part of a line: words with a digit in them are values and are masked, all others stay.
///
/// The hash is taken of every line in one pass and without allocating, so that a line of a known shape costs no more.
final class Shape {
    /// What stands for a value.
    static final String MASK = "<*>";

    /// Longer texts are told apart by their beginning.
    static final int LENGTH = 600;

    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte[] KINDS = kinds();
    private static final byte[] ERROR = "Error".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXCEPTION = "Exception".getBytes(StandardCharsets.US_ASCII);

    private Shape() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, 128, 256, LETTER);
        for (char c = 'a'; c <= 'z'; c++) {
            kinds[c] = LETTER;
            kinds[Character.toUpperCase(c)] = LETTER;
        }
        for (char c = '0'; c <= '9'; c++) {
            kinds[c] = DIGIT;
        }
        for (char c : new char[] {'_', '-', '.'}) {
            kinds[c] = LETTER;
        }
        return kinds;
    }

    private static byte kind(char c) {
        return c < 128 ? KINDS[c] : LETTER;
    }

    /// Two lines of UTF-8 with one hash are taken for the same shape.
    static long hash(byte[] line, int from, int to) {
        int end = Math.min(to, from + LENGTH);
        long hash = PRIME;
        int i = from;
        while (i < end) {
            int c = line[i];
            byte kind = KINDS[c & 0xFF];
            if (kind == OTHER) {
                hash = (hash ^ c) * PRIME;
                i++;
                continue;
            }
            int start = i;
            long word = 0;
            int seen = 0;
            do {
                seen |= kind;
                word = word * 31 + c;
                i++;
                if (i == end) {
                    break;
                }
                c = line[i];
                kind = KINDS[c & 0xFF];
            } while (kind != OTHER);
            boolean constant = (seen & DIGIT) == 0 || namesError(line, start, i);
            hash = (hash ^ (constant ? word : masked(line, start, i, from))) * PRIME;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /// A value counts as any other, but for what may tell how bad a line is: the class of a status such as 503, the
    /// numbers that stand for a level in JSON, and the letter that klog begins with.
    private static long masked(byte[] line, int start, int end, int from) {
        int length = end - start;
        byte first = line[start];
        if (length == 3 && first >= '1' && first <= '5' && isDigit(line[start + 1]) && isDigit(line[start + 2])) {
            return first;
        }
        if (length == 2 && line[start + 1] == '0' && line[from] == '{') {
            return first + 256L;
        }
        return start == from && !isDigit(first) ? first + 512L : 1_024L;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /// Whether a word is the name of an error, as `psycopg2.OperationalError`.
    private static boolean namesError(byte[] line, int start, int end) {
        return switch (line[end - 1]) {
            case 'r' -> ends(line, start, end, ERROR);
            case 'n' -> ends(line, start, end, EXCEPTION);
            default -> false;
        };
    }

    private static boolean ends(byte[] line, int start, int end, byte[] with) {
        return end - start >= with.length && Arrays.equals(line, end - with.length, end, with, 0, with.length);
    }

    private static boolean namesError(String text, int end) {
        return text.startsWith("Error", end - 5) || text.startsWith("Exception", end - 9);
    }

    /// The text with its values masked.
    static String mask(String text) {
        int end = Math.min(text.length(), LENGTH);
        var masked = new StringBuilder(end);
        int i = 0;
        while (i < end) {
            char c = text.charAt(i);
            if (kind(c) == OTHER) {
                masked.append(c);
                i++;
                continue;
            }
            int start = i;
            int seen = 0;
            while (i < end && kind(text.charAt(i)) != OTHER) {
                seen |= kind(text.charAt(i));
                i++;
            }
            if ((seen & DIGIT) == 0 || namesError(text, i)) {
                masked.append(text, start, i);
            } else {
                appendMask(masked, text.charAt(i - 1));
            }
        }
        return masked.toString();
    }

    /// Values that only `:` or `,` part are one, as in a time; the full stop of a sentence is not part of its value.
    private static void appendMask(StringBuilder masked, char last) {
        int length = masked.length();
        boolean joined = length > MASK.length()
                && (masked.charAt(length - 1) == ':' || masked.charAt(length - 1) == ',')
                && masked.substring(0, length - 1).endsWith(MASK);
        if (joined) {
            masked.setLength(length - 1);
        } else {
            masked.append(MASK);
        }
        if (last == '.') {
            masked.append('.');
        }
    }
}
