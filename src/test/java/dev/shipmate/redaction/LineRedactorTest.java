package dev.shipmate.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.RandomSecrets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineRedactorTest {
    private static final String BEGIN = "-----BEGIN " + "RSA PRIVATE KEY-----";
    private static final String END = "-----END " + "RSA PRIVATE KEY-----";
    private static final String SHORT = "q8Zr3uLw";

    private final LineRedactor redactor = new LineRedactor(new PatternRedactor());
    private final List<String> body = key();

    private static List<String> key() {
        var lines = new ArrayList<>(
                new RandomSecrets(11).pemBody(3).lines().limit(3).toList());
        lines.add(SHORT + "==");
        return lines;
    }

    @Test
    void aKeyIsHiddenLineByLine() {
        String shown = redacted("", "\"", "before");

        assertHidden(shown);
        assertThat(shown).startsWith("before\n").endsWith("\nserver listens on port 8080");
    }

    @Test
    void aKeyIsHiddenBehindThePrefixesOfABuilder() {
        assertHidden(redacted("#7 0.112 ", "", "#7 0.1 RUN cat key"));
        assertHidden(redacted("#7 0.112 \"", "\\n\",", "#7 0.1 RUN cat key"));
    }

    @Test
    void whatOthersWriteBetweenTheLinesOfAKeyIsKept() {
        redactor.redact(BEGIN);

        assertThat(redactor.redact("#8 0.2 added 12 packages in 3 s")).isEqualTo("#8 0.2 added 12 packages in 3 s");
        assertThat(redactor.redact("#7 0.2 " + SHORT)).isEqualTo("#7 0.2 [redacted: private key]");
    }

    @Test
    void aKeyWithoutAnEndDoesNotHideTheRestOfTheLog() {
        redactor.redact(BEGIN);
        for (int i = 0; i < 400; i++) {
            redactor.redact("line");
        }

        assertThat(redactor.redact("#9 DONE 1.0s OK")).isEqualTo("#9 DONE 1.0s OK");
    }

    @Test
    void aKeyOnOneLineHidesNothingAfterIt() {
        redactor.redact(BEGIN + "\\n" + body.getFirst() + "\\n" + END);

        assertThat(redactor.redact("tag ABC123")).isEqualTo("tag ABC123");
    }

    private String redacted(String prefix, String suffix, String first) {
        var lines = new ArrayList<String>();
        lines.add(redactor.redact(first));
        lines.add(redactor.redact(prefix + BEGIN + suffix));
        body.forEach(line -> lines.add(redactor.redact(prefix + line + suffix)));
        lines.add(redactor.redact(prefix + END + suffix));
        lines.add(redactor.redact("server listens on port 8080"));
        return String.join("\n", lines);
    }

    private void assertHidden(String shown) {
        assertThat(shown).doesNotContain(SHORT);
        body.forEach(line -> assertThat(shown).doesNotContain(line));
    }
}
