package dev.shipmate.redaction;

/// What stands in place of a secret: `[redacted: password]`.
final class Mark {
    private static final String OPENING = "[redacted: ";
    private static final int LONGEST_WORD = 40;

    private Mark() {}

    static String of(String word) {
        return OPENING + word + "]";
    }

    /// Whether a value is a mark, or the part of one before the first space.
    static boolean covers(String value) {
        int end = endAt(value, 0);
        return end == value.length() || (end < 0 && value.startsWith(OPENING.strip()));
    }

    /// Where the mark that begins at `start` ends, or -1 when none begins there.
    static int endAt(String text, int start) {
        if (!text.startsWith(OPENING, start)) {
            return -1;
        }
        int limit = Math.min(text.length(), start + OPENING.length() + LONGEST_WORD);
        for (int i = start + OPENING.length(); i < limit; i++) {
            char c = text.charAt(i);
            if (c == ']') {
                return i + 1;
            }
            if (!Letters.isLower(c) && c != ' ' && c != '-') {
                return -1;
            }
        }
        return -1;
    }
}
