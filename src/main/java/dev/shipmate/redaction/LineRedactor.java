package dev.shipmate.redaction;

/// Redacts a text that comes line by line. A private key goes over several lines, of which the last is too short to be
/// known for a part of it, so what looks encoded is hidden from the beginning of a key to its end.
///
/// One is for one stream of lines, and for one thread at a time.
public final class LineRedactor {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String KEY = "PRIVATE KEY";

    /// More lines than the largest keys have: a key whose end is missing does not hide the rest of a log.
    private static final int MOST_LINES = 400;

    private final Redactor redactor;
    private int left;

    public LineRedactor(Redactor redactor) {
        this.redactor = redactor;
    }

    public String redact(String line) {
        int begin = line.lastIndexOf(BEGIN);
        if (begin >= 0 && line.indexOf(KEY, begin) >= 0) {
            left = line.indexOf(END, begin) >= 0 ? 0 : MOST_LINES;
            return redactor.redact(line);
        }
        if (left == 0) {
            return redactor.redact(line);
        }
        boolean ends = line.contains(END);
        left = ends ? 0 : left - 1;
        int end = ends ? line.indexOf(END) : line.length();
        int encoded = encodedStart(line, end);
        return encoded < end
                ? redactor.redact(line.substring(0, encoded)) + Mark.of("private key")
                : redactor.redact(line);
    }

    /// Where the encoded word begins with which a line ends, but for quotes and written line breaks; the end when it
    /// ends with something else. Other programs may write between the lines of a key.
    private static int encodedStart(String line, int limit) {
        int end = limit;
        while (end > 0 && isTrimming(line.charAt(end - 1))) {
            end--;
        }
        while (end > 1 && line.charAt(end - 2) == '\\') {
            end -= 2;
        }
        int start = end;
        boolean telling = false;
        while (start > 0 && isEncoded(line.charAt(start - 1))) {
            char c = line.charAt(--start);
            telling |= !Letters.isLower(c) && c != '-' && c != '_';
        }
        return telling ? start : limit;
    }

    private static boolean isEncoded(char c) {
        return Letters.isBase64(c) || c == '=';
    }

    private static boolean isTrimming(char c) {
        return Letters.isQuote(c) || Letters.isGap(c) || Letters.isLineEnd(c) || c == ',' || c == ';' || c == '+';
    }
}
