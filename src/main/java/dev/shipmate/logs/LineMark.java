package dev.shipmate.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Words by which a line is known for a part of a stack trace, of a key or of a certificate.
enum LineMark {
    TRACEBACK("Traceback (most recent call last)"),
    CHAINED("During handling of the above exception"),
    DIRECT("The above exception was the direct cause"),
    CAUSED_BY("Caused by: "),
    SUPPRESSED("Suppressed: "),
    PANIC("panic: "),
    FATAL("fatal error: "),
    GOROUTINE("goroutine "),
    SIGNAL("[signal "),
    CREATED_BY("created by "),
    EXIT_STATUS("exit status "),
    THREAD("thread '"),
    PANICKED("panicked at"),
    NOTE("note: "),
    PEM_BEGIN("-----BEGIN "),
    PEM_END("-----END ");

    @SuppressWarnings("ImmutableEnumChecker") // it is never handed out nor written to
    private final byte[] words;
    /// How often its first character is repeated.
    private final int run;

    LineMark(String words) {
        this.words = words.getBytes(StandardCharsets.US_ASCII);
        int same = 1;
        while (this.words[same] == this.words[0]) {
            same++;
        }
        this.run = same;
    }

    boolean begins(byte[] line, int start, int end) {
        return end - start >= words.length
                && line[start] == words[0]
                && Arrays.equals(line, start, start + words.length, words, 0, words.length);
    }

    /// Whether it stands anywhere in a line. Of a run of five dashes one of every five characters is one, so that only
    /// those are looked at.
    boolean isIn(byte[] line, int start, int end) {
        byte first = words[0];
        for (int i = start + run - 1; i < end; i += run) {
            if (line[i] == first) {
                for (int from = i - run + 1; from <= i; from++) {
                    if (begins(line, from, end)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static boolean isBlank(byte[] line, int start, int end) {
        int i = start;
        while (i < end && isBlank(line[i])) {
            i++;
        }
        return i == end;
    }

    static boolean isBlank(byte c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
