package dev.shipmate.redaction;

/// The few kinds of ASCII characters by which secrets are told from words.
final class Letters {
    private Letters() {}

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(char c) {
        return isLower(c) || isUpper(c) || isDigit(c);
    }

    /// What names of settings are made of: `DB_PASSWORD`, `spring.datasource.password`, `--api-key`.
    static boolean isName(char c) {
        return isAlphanumeric(c) || c == '_' || c == '-' || c == '.';
    }

    static boolean isBase64(char c) {
        return isAlphanumeric(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static boolean isGap(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /// The end of the line that `start` is on.
    static int lineEnd(String text, int start) {
        return lineEnd(text, start, text.length());
    }

    /// The end of the line that `start` is on, but not behind `limit`.
    static int lineEnd(String text, int start, int limit) {
        int end = start;
        while (end < limit && !isLineEnd(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static int skipGap(String text, int start) {
        int end = start;
        while (end < text.length() && isGap(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Where a word in lower-case letters stands next, in whatever case, or -1.
    static int indexOf(String text, String lower, int from) {
        char first = lower.charAt(0);
        for (int i = from; i <= text.length() - lower.length(); i++) {
            if ((text.charAt(i) | 0x20) == first && text.regionMatches(true, i, lower, 0, lower.length())) {
                return i;
            }
        }
        return -1;
    }
}
