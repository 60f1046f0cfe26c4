package dev.shipmate.redaction;

import java.util.Locale;

/// PEM blocks: whole, within JSON, behind the prefixes of log lines, or with their beginning or end cut off.
final class PemBlocks {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String RULE = "-----";
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_BLOCK = 32_768;
    private static final int SHORTEST_LINE = 16;

    private PemBlocks() {}

    static void find(String text, Spans spans) {
        int end = text.indexOf(END);
        int begin = text.indexOf(BEGIN);
        if (end >= 0 && (begin < 0 || end < begin)) {
            spans.add(headlessStart(text, end), ruleEnd(text, end + END.length()), "private key");
        }
        while (begin >= 0) {
            int bodyStart = ruleEnd(text, begin + BEGIN.length());
            int next = text.indexOf(BEGIN, bodyStart);
            int limit = Math.min(next < 0 ? text.length() : next, bodyStart + LONGEST_BLOCK);
            spans.add(begin, blockEnd(text, bodyStart, limit), word(text, begin, bodyStart));
            begin = next;
        }
    }

    private static int blockEnd(String text, int bodyStart, int limit) {
        int end = text.substring(bodyStart, limit).indexOf(END);
        return end >= 0
                ? Math.min(limit, ruleEnd(text, bodyStart + end + END.length()))
                : truncatedEnd(text, bodyStart, limit);
    }

    /// The end of the last line that still ends in Base64; a log may go on with other lines.
    private static int truncatedEnd(String text, int bodyStart, int limit) {
        int end = bodyStart;
        int line = bodyStart;
        while (line < limit) {
            int lineEnd = nextBreak(text, line, limit);
            if (lineEnd > line && !endsInBase64(text, line, lineEnd)) {
                break;
            }
            end = lineEnd;
            line = lineEnd + breakLength(text, lineEnd);
        }
        return end;
    }

    /// The beginning of the lines of Base64 that stand before an end whose beginning was cut off.
    private static int headlessStart(String text, int end) {
        int start = text.lastIndexOf('\n', end) + 1;
        while (start > 0) {
            int line = text.lastIndexOf('\n', start - 2) + 1;
            if (!endsInBase64(text, line, start - 1)) {
                break;
            }
            start = line;
        }
        return start;
    }

    private static boolean endsInBase64(String text, int start, int end) {
        int last = end;
        while (last > start && (text.charAt(last - 1) == '=' || Character.isWhitespace(text.charAt(last - 1)))) {
            last--;
        }
        int first = last;
        while (first > start && Letters.isBase64(text.charAt(first - 1))) {
            first--;
        }
        return (last - first >= SHORTEST_LINE || first == start) && isEncoded(text, first, last);
    }

    private static boolean isEncoded(String text, int start, int end) {
        boolean upperOrDigit = start == end;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            upperOrDigit |= Letters.isUpper(c) || Letters.isDigit(c) || c == '+' || c == '/';
        }
        return upperOrDigit;
    }

    /// The next end of a line, real or written as `\n` within a string.
    private static int nextBreak(String text, int start, int limit) {
        int real = Letters.lineEnd(text, start, limit);
        for (int i = start; i < real - 1; i++) {
            if (text.charAt(i) == '\\' && (text.charAt(i + 1) == 'n' || text.charAt(i + 1) == 'r')) {
                return i;
            }
        }
        return real;
    }

    private static int breakLength(String text, int at) {
        return at < text.length() && text.charAt(at) == '\\' ? 2 : 1;
    }

    /// Where the dashes behind a label end.
    private static int ruleEnd(String text, int label) {
        int limit = Math.min(text.length(), label + LONGEST_LABEL);
        int rule = text.substring(label, limit).indexOf(RULE);
        return rule >= 0 ? label + rule + RULE.length() : Letters.lineEnd(text, label, limit);
    }

    private static String word(String text, int begin, int bodyStart) {
        String label = text.substring(begin, bodyStart).toLowerCase(Locale.ROOT);
        if (label.contains("certificate")) {
            return "certificate";
        }
        return label.contains("public") ? "public key" : "private key";
    }
}
