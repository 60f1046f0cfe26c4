package dev.shipmate.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.RandomSecrets;
import org.junit.jupiter.api.Test;

class PemBlocksTest {
    private static final String BEGIN = "-----BEGIN " + "RSA PRIVATE KEY-----";
    private static final String END = "-----END " + "RSA PRIVATE KEY-----";

    private final PatternRedactor redactor = new PatternRedactor();
    private final String body = new RandomSecrets(11).pemBody(4);

    @Test
    void wholeBlockBecomesOneMark() {
        assertThat(redactor.redact("before\n%s\n%s\n%s\nafter".formatted(BEGIN, body, END)))
                .isEqualTo("before\n[redacted: private key]\nafter");
    }

    @Test
    void blockBehindLogPrefixesIsHidden() {
        String log = "%s\n%s\n%s".formatted(BEGIN, body, END).replaceAll("(?m)^", "2026-11-23T10:00:00Z stdout F ");
        assertHidden(redactor.redact(log + "\n2026-11-23T10:00:01Z started"));
    }

    @Test
    void blockWithinJsonIsHidden() {
        String json = "{\"file\":\"%s\\n%s\\n%s\\n\",\"a\":1}".formatted(BEGIN, body.replace("\n", "\\n"), END);
        assertThat(redactor.redact(json)).isEqualTo("{\"file\":\"[redacted: private key]\\n\",\"a\":1}");
    }

    @Test
    void blockWithoutAnEndIsHiddenAndTheRestIsKept() {
        String redacted = redactor.redact("%s\n%s\nlistening on port 8080".formatted(BEGIN, body));
        assertHidden(redacted);
        assertThat(redacted).endsWith("listening on port 8080");
    }

    @Test
    void blockWithoutABeginningIsHiddenAndTheRestIsKept() {
        String redacted = redactor.redact("reading the file\n%s\n%s\nstarted".formatted(body, END));
        assertHidden(redacted);
        assertThat(redacted).startsWith("reading the file").endsWith("started");
    }

    @Test
    void singleLineFromTheMiddleIsHidden() {
        assertHidden(redactor.redact(body.lines().toList().get(1)));
    }

    private void assertHidden(String redacted) {
        body.lines().forEach(line -> assertThat(redacted).doesNotContain(line));
    }
}
