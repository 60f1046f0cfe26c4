package dev.shipmate.redaction;

/// Long runs of Base64 that hold random bytes: a line from the middle of a key, the content of a Secret.
///
/// Digests and identifiers are hexadecimal, and paths and class names are mostly lower-case letters; both stay.
final class EncodedRuns {
    static final int SHORTEST = 56;
    private static final String WORD = "encoded value";

    private EncodedRuns() {}

    static void find(String text, Spans spans) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Letters.isBase64(text.charAt(i))) {
                continue;
            }
            if (i - start >= SHORTEST && isRandom(text, start, i)) {
                int end = i;
                while (end < text.length() && text.charAt(end) == '=') {
                    end++;
                }
                spans.add(start, end, WORD);
            }
            start = i + 1;
        }
    }

    private static boolean isRandom(String text, int start, int end) {
        int upper = 0;
        int lower = 0;
        int digits = 0;
        int dashes = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            upper += Letters.isUpper(c) ? 1 : 0;
            lower += Letters.isLower(c) ? 1 : 0;
            digits += Letters.isDigit(c) ? 1 : 0;
            dashes += c == '-' || c == '_' ? 1 : 0;
        }
        int length = end - start;
        return upper * 6 >= length && lower * 6 >= length && digits * 20 >= length && dashes * 10 <= length;
    }
}
