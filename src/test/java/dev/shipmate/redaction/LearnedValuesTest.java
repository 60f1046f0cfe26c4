package dev.shipmate.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.RandomSecrets;
import java.net.URLEncoder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedValuesTest {
    private final PatternRedactor redactor = new PatternRedactor();

    @Test
    void learnedValueIsHiddenAnywhere() {
        redactor.learn("correct horse");
        assertThat(redactor.redact("he said correct horse, twice"))
                .isEqualTo("he said [redacted: known secret], twice");
    }

    @Test
    void nothingIsHiddenBeforeItIsLearned() {
        assertThat(redactor.redact("he said correct horse")).isEqualTo("he said correct horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab"})
    void base64OfItIsHiddenAtEveryAlignment(String before) {
        redactor.learn("hunter-and/more+");
        String encoded = Base64.getEncoder().encodeToString((before + "hunter-and/more+").getBytes(UTF_8));
        assertThat(redactor.redact("got " + encoded)).doesNotContain(encoded.substring(4, 18));
        assertThat(redactor.redact("got " + encoded.replace("=", ""))).doesNotContain(encoded.substring(4, 18));
    }

    @Test
    void itsFormsInUrlsAndJsonAreHidden() {
        String value = "a b/c\"d\\e";
        redactor.learn(value);
        assertThat(redactor.redact("q=" + URLEncoder.encode(value, UTF_8))).isEqualTo("q=[redacted: known secret]");
        assertThat(redactor.redact("{\"x\":\"a b/c\\\"d\\\\e\"}")).isEqualTo("{\"x\":\"[redacted: known secret]\"}");
    }

    @Test
    void shortValuesAreNotLearned() {
        redactor.learn("admin");
        assertThat(redactor.redact("admin")).isEqualTo("admin");
    }

    @Test
    void ordinaryWordIsHiddenAsAWordOnly() {
        redactor.learn("backend");
        assertThat(redactor.redact("backend-7d9f8b6c5d-x2v4z")).isEqualTo("backend-7d9f8b6c5d-x2v4z");
        assertThat(redactor.redact("login backend failed")).isEqualTo("login [redacted: known secret] failed");
    }

    @Test
    void linesOfALearnedBlockAreHiddenAlone() {
        String body = new RandomSecrets(5).pemBody(3);
        redactor.learn(body);
        assertThat(redactor.redact(body.lines().toList().get(1))).isEqualTo("[redacted: known secret]");
    }
}
