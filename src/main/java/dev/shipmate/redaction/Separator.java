package dev.shipmate.redaction;

/// What stands between a name and its value.
///
/// @param valueStart where the value begins, behind gaps and before quotes
record Separator(Kind kind, int valueStart) {
    enum Kind {
        EQUALS,
        COLON,
        /// A colon without a space, as in `token:abc`, but also in `image:tag`.
        TIGHT_COLON,
        /// A space, or the next item of a list, behind `--password`.
        OPTION,
        COLUMN,
        NONE
    }

    private static final Separator NONE = new Separator(Kind.NONE, 0);

    static Separator after(String text, int nameStart, int nameEnd) {
        int quoteEnd = closingEnd(text, nameEnd);
        int at = Letters.skipGap(text, quoteEnd);
        if (at == text.length()) {
            return NONE;
        }
        boolean quoted = quoteEnd > nameEnd;
        boolean gap = at > quoteEnd;
        char c = text.charAt(at);
        return switch (c) {
            case '=' -> equalSign(text, at, gap);
            case ':' -> colon(text, at, quoted, gap);
            default ->
                isOption(text, nameStart)
                        ? option(text, quoted ? quoteEnd : at, quoted, gap)
                        : column(text, nameEnd, at);
        };
    }

    /// Behind the quotes and brackets that may close a name: `"name"`, `\"name\"`, `["name"]`.
    private static int closingEnd(String text, int nameEnd) {
        int end = nameEnd;
        while (end < text.length() && end < nameEnd + 4 && isClosing(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isClosing(char c) {
        return Letters.isQuote(c) || c == '\\' || c == ']';
    }

    private static Separator equalSign(String text, int at, boolean gap) {
        char next = charAt(text, at + 1);
        if (next == '=' || next == '~') {
            return NONE;
        }
        int start = next == '>' ? at + 2 : at + 1;
        return new Separator(Kind.EQUALS, gap || next == '>' ? Letters.skipGap(text, start) : start);
    }

    private static Separator colon(String text, int at, boolean quoted, boolean gap) {
        char next = charAt(text, at + 1);
        if (next == ':' || next == '/') {
            return NONE;
        }
        if (next == '=') {
            return new Separator(Kind.EQUALS, Letters.skipGap(text, at + 2));
        }
        int start = Letters.skipGap(text, at + 1);
        boolean valueQuoted = Letters.isQuote(charAt(text, start)) || charAt(text, start) == '\\';
        if (quoted && gap && !valueQuoted) {
            return NONE;
        }
        boolean apart = start > at + 1 || quoted || valueQuoted || next == 0 || Letters.isLineEnd(next);
        return new Separator(apart ? Kind.COLON : Kind.TIGHT_COLON, start);
    }

    private static boolean isOption(String text, int nameStart) {
        return nameStart + 2 < text.length()
                && text.charAt(nameStart) == '-'
                && (nameStart == 0 || !Letters.isAlphanumeric(text.charAt(nameStart - 1)))
                && (Letters.isAlphanumeric(text.charAt(nameStart + 1)) || text.charAt(nameStart + 1) == '-');
    }

    /// `--password x`, `"--password","x"`, or the two as items of a list in YAML.
    private static Separator option(String text, int end, boolean quoted, boolean gap) {
        int at = end;
        if (charAt(text, at) == ',') {
            return new Separator(Kind.OPTION, skipBlank(text, at + 1));
        }
        if (Letters.isLineEnd(charAt(text, at))) {
            at = skipBlank(text, at);
            return charAt(text, at) == '-' && Letters.isGap(charAt(text, at + 1))
                    ? new Separator(Kind.OPTION, Letters.skipGap(text, at + 1))
                    : NONE;
        }
        if (quoted) {
            at = Letters.skipGap(text, at);
            return charAt(text, at) == ',' ? new Separator(Kind.OPTION, skipBlank(text, at + 1)) : NONE;
        }
        return gap ? new Separator(Kind.OPTION, at) : NONE;
    }

    private static Separator column(String text, int nameEnd, int at) {
        if (text.charAt(at) == '|') {
            return new Separator(Kind.COLUMN, Letters.skipGap(text, at + 1));
        }
        return at - nameEnd >= 2 || (at > nameEnd && text.charAt(nameEnd) == '\t')
                ? new Separator(Kind.COLUMN, at)
                : NONE;
    }

    private static int skipBlank(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
