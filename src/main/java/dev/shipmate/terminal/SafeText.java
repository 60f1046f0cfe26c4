package dev.shipmate.terminal;

import java.util.Locale;
import java.util.regex.Pattern;

/// Text that a terminal only shows and never obeys.
///
/// Colour and cursor sequences are dropped, because many logs are full of them. Other control
/// characters, and those that reorder text, become visible (`\x1b`, `\u202e`): whoever hides
/// something that way is caught at it. What has no width is dropped.
final class SafeText {
    /// Control sequences as ECMA-48, 5.4 defines them: introducer, parameters, intermediates, final
    /// byte.
    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]");

    private SafeText() {}

    /// One line: line breaks and tabs become spaces.
    static String line(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length());
        CONTROL_SEQUENCE.matcher(text).replaceAll("").codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '\t') {
            safe.append("    ");
        } else if (c == '\n' || c == 0x2028 || c == 0x2029) {
            safe.append(' ');
        } else if (c == '\r' || invisible(c)) {
            return;
        } else if (c < ' ' || within(c, 0x7f, 0x9f)) {
            safe.append(String.format(Locale.ROOT, "\\x%02x", c));
        } else if (reorders(c) || Character.getType(c) == Character.SURROGATE) {
            safe.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
            safe.appendCodePoint(c);
        }
    }

    /// Zero-width spaces and joiners, the soft hyphen, invisible operators, tags and the byte order
    /// mark.
    private static boolean invisible(int c) {
        return within(c, 0x200b, 0x200d)
                || within(c, 0x2060, 0x2064)
                || within(c, 0xe0000, 0xe007f)
                || c == 0xad
                || c == 0x180e
                || c == 0xfeff;
    }

    /// The controls of the Unicode bidirectional algorithm (UAX 9, section 2).
    private static boolean reorders(int c) {
        return c == 0x061c || within(c, 0x200e, 0x200f) || within(c, 0x202a, 0x202e) || within(c, 0x2066, 0x2069);
    }

    private static boolean within(int c, int first, int last) {
        return first <= c && c <= last;
    }
}
