package dev.shipmate.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.RandomSecrets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pod can log what it likes: the cost of a text must grow with its length and no faster. The time limits are
/// far above what a linear reader needs and far below what a quadratic one takes for a megabyte.
class HostileTextTest {
    private static final int LENGTH = 1_000_000;

    private final PatternRedactor redactor = new PatternRedactor();

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "a",
                " ",
                "-",
                ":",
                "=",
                "\"",
                "\\",
                "@",
                "[",
                "|",
                "\n",
                "\t",
                "eyJ",
                "sk-",
                "ghp_",
                "password",
                "password=",
                "password: ",
                "password: |\n",
                "password:\"",
                "\"password\":\"",
                "password=[",
                "--password ",
                "token\t",
                "DB_PASSWORD  ",
                "name: PASSWORD ",
                "name: PASSWORD\nvalue: ",
                "://",
                "a://b:",
                "a://b:c@",
                ":\\/\\/",
                "-u ",
                "-u a:",
                "@tcp(",
                "Bearer ",
                "Authorization: ",
                "authorization=",
                "Cookie: a=",
                "cookie:",
                "-----BEGIN ",
                "-----END ",
                "-----BEGIN A-----\n",
                "-----BEGIN A-----\\n",
                "AAAA\n-----END ",
                "[redacted: ",
                "[redacted: token]",
                "a,b;",
                "password=a,",
                "password=a,b ",
                "mysql ",
                "mysql -p",
                "password is ",
                "password is \"",
                "password for a: ",
                "login a password ",
                "oracle:thin:a/",
                "a://b:c?d",
                "aB3",
                "aB3/"
            })
    void costGrowsWithTheLengthOnly(String unit) {
        String text = unit.repeat(LENGTH / unit.length());
        String redacted = redactor.redact(text);
        assertThat(redactor.redact(text + "\npassword=" + new RandomSecrets(1).word(16)))
                .hasSizeGreaterThan(1);
        assertThat(redacted).isNotEmpty();
    }

    @Test
    @Timeout(60)
    void manyLearnedValuesCostLittle() {
        var secrets = new RandomSecrets(2);
        IntStream.range(0, 500).forEach(_ -> redactor.learn(secrets.word(24)));
        String text = IntStream.range(0, 20_000)
                .mapToObj("backend-7d9f8b6c5d-%05d 1/1 Running"::formatted)
                .collect(Collectors.joining("\n"));
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    @Timeout(60)
    void cellsOfALargeTableStayAsTheyAre() {
        for (int i = 0; i < 100_000; i++) {
            String cell = "backend-7d9f8b6c5d-" + i;
            assertThat(redactor.redact(cell)).isSameAs(cell);
        }
    }
}
