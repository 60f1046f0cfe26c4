package dev.shipmate.redaction;

/// Where the value behind a name stands in a text.
///
/// @param delimited whether quotes or an indented block say where it ends, so that it cannot be part of a sentence
record Value(int start, int end, boolean delimited) {
    private static final String CLOSERS = ")]},;";

    String in(String text) {
        return text.substring(start, end);
    }

    /// The value that begins at the separator's start; empty when there is none.
    static Value at(String text, int nameStart, Separator separator) {
        int start = separator.valueStart();
        while (start < text.length() && text.charAt(start) == '[' && Mark.endAt(text, start) < 0) {
            start++;
        }
        if (start >= text.length() || Letters.isLineEnd(text.charAt(start)) || text.charAt(start) == '{') {
            return new Value(start, start, false);
        }
        int mark = Mark.endAt(text, start);
        if (mark > 0) {
            return new Value(start, mark, false);
        }
        int quote = start;
        while (quote < text.length() && text.charAt(quote) == '\\') {
            quote++;
        }
        if (quote < text.length() && Letters.isQuote(text.charAt(quote))) {
            return quoted(text, start, quote);
        }
        if (isBlockScalar(text, start)) {
            return block(text, nameStart, start);
        }
        return switch (separator.kind()) {
            case COLUMN -> new Value(start, columnEnd(text, start), false);
            case COLON ->
                startsLine(text, nameStart)
                        ? new Value(start, plainEnd(text, start), false)
                        : new Value(start, wordEnd(text, start), false);
            case EQUALS, TIGHT_COLON, OPTION, NONE -> new Value(start, wordEnd(text, start), false);
        };
    }

    /// Up to the same quotes that opened it, or the end of the line when they never close.
    private static Value quoted(String text, int start, int quote) {
        char closing = text.charAt(quote);
        int escapes = quote - start;
        int first = quote + 1;
        int backslashes = 0;
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == closing && backslashes <= escapes && (escapes > 0 || backslashes == 0)) {
                return new Value(first, i - backslashes, true);
            }
            if (escapes == 0 && c == '\\' && backslashes == 1) {
                backslashes = 0;
                continue;
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
            if (Letters.isLineEnd(c)) {
                return new Value(first, i, true);
            }
        }
        return new Value(first, text.length(), true);
    }

    private static boolean isBlockScalar(String text, int start) {
        char c = text.charAt(start);
        int end = Letters.lineEnd(text, start + 1, Math.min(text.length(), start + 5));
        return (c == '|' || c == '>')
                && end - start <= 3
                && text.substring(start + 1, end).chars().allMatch(sign -> "+-123456789 ".indexOf(sign) >= 0);
    }

    /// The lines below that are indented further than the name.
    private static Value block(String text, int nameStart, int start) {
        int indent = nameStart - (text.lastIndexOf('\n', nameStart) + 1);
        int first = Math.min(text.length(), Letters.lineEnd(text, start) + 1);
        int end = first;
        int line = first;
        while (line < text.length()) {
            int lineEnd = Letters.lineEnd(text, line);
            int content = Letters.skipGap(text, line);
            if (content < lineEnd && content - line <= indent) {
                break;
            }
            end = lineEnd;
            line = lineEnd + 1;
        }
        return new Value(Letters.skipGap(text, first), Math.max(end, first), true);
    }

    /// Whether only indentation, list dashes and quotes stand before a name.
    static boolean startsLine(String text, int nameStart) {
        int at = nameStart;
        while (at > 0 && (" \t-+#>|".indexOf(text.charAt(at - 1)) >= 0 || Letters.isQuote(text.charAt(at - 1)))) {
            at--;
        }
        return at == 0 || Letters.isLineEnd(text.charAt(at - 1));
    }

    /// A plain value in YAML ends with its line or where a comment begins.
    private static int plainEnd(String text, int start) {
        int lineEnd = Letters.lineEnd(text, start);
        int end = start;
        while (end < lineEnd && !startsComment(text, end)) {
            end++;
        }
        while (end > start && (Letters.isGap(text.charAt(end - 1)) || text.charAt(end - 1) == ',')) {
            end--;
        }
        return end;
    }

    private static boolean startsComment(String text, int at) {
        return Letters.isGap(text.charAt(at))
                && at + 1 < text.length()
                && (text.charAt(at + 1) == '#' || Letters.isGap(text.charAt(at + 1)));
    }

    private static int columnEnd(String text, int start) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\t' || c == '|' || Letters.isLineEnd(c) || startsComment(text, end)) {
                break;
            }
            end++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    /// The end of a word, or of the part of it before the next pair of a list or query.
    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) > ' ' && !Letters.isQuote(text.charAt(end))) {
            char c = text.charAt(end);
            if (c == '&' || ((c == ',' || c == ';') && startsPair(text, end + 1))) {
                break;
            }
            int mark = Mark.endAt(text, end);
            end = mark > 0 ? mark : end + 1;
        }
        while (end > start && CLOSERS.indexOf(text.charAt(end - 1)) >= 0 && !isMarkEnd(text, start, end)) {
            end--;
        }
        return end;
    }

    private static boolean isMarkEnd(String text, int start, int end) {
        int opening = text.lastIndexOf('[', end - 1);
        return opening >= start && Mark.endAt(text, opening) == end;
    }

    /// Whether another `name=` or `name:` begins here.
    private static boolean startsPair(String text, int start) {
        int end = Letters.skipGap(text, start);
        int limit = Math.min(text.length(), end + 64);
        int first = end;
        while (end < limit
                && (Letters.isName(text.charAt(end)) || Letters.isQuote(text.charAt(end)) || text.charAt(end) == ' ')) {
            end++;
        }
        return end > first && end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == ':');
    }
}
