package dev.shipmate.redaction;

/// What one look at every character tells about a text, so that most families need not look at all.
///
/// @param longestWord the length of the longest run without gaps, quotes and other delimiters
/// @param assigns whether there is a `:` or a `=`, or the word that stands before the credentials of a header
/// @param dashes whether two dashes follow each other
/// @param columns whether a tab, a bar or two spaces separate columns
record TextTraits(int longestWord, boolean assigns, boolean dashes, boolean columns) {
    static TextTraits of(String text) {
        int longest = 0;
        int run = 0;
        boolean assigns = false;
        boolean dashes = false;
        boolean columns = false;
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = Letters.isBase64(c) || c == '.' ? run + 1 : 0;
            longest = Math.max(longest, run);
            assigns |= c == ':' || c == '=' || (c == ' ' && (before == 'r' || before == 'c' || before == 'R'));
            dashes |= c == '-' && before == '-';
            columns |= c == '\t' || c == '|' || (c == ' ' && before == ' ');
            before = c;
        }
        return new TextTraits(longest, assigns, dashes, columns);
    }
}
