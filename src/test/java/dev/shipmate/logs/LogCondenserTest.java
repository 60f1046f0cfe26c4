package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.redaction.Redactor;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class LogCondenserTest {
    private static final int LAST = 5;

    private final Redactor redactor = new PatternRedactor();
    private LogCondenser condenser = new LogCondenser(redactor, LogFilter.NONE, LAST);

    @Test
    void linesOfOneKindAreCountedUnderOneTemplate() {
        Condensation log = condense(IntStream.range(0, 1_000)
                .mapToObj(i -> at(i, "INFO GET /todos/%d from 10.0.0.%d took %d ms".formatted(i, i % 250, i * 7)))
                .toList());

        assertThat(log.groups()).singleElement().satisfies(group -> {
            assertThat(group.template()).isEqualTo("GET /todos/<*> from <*> took <*> ms");
            assertThat(group.count()).isEqualTo(1_000);
            assertThat(group.first()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
            assertThat(group.last()).isEqualTo(Instant.parse("2026-03-01T12:16:39Z"));
            assertThat(group.example()).containsExactly("INFO GET /todos/0 from 10.0.0.0 took 0 ms");
        });
    }

    @Test
    void wordsThatDifferBecomeMasksToo() {
        Condensation log = condense(List.of(
                at(0, "user alice signed in from Berlin"),
                at(1, "user bob signed in from Paris"),
                at(2, "user carol signed in from Rome")));

        assertThat(log.groups()).extracting(LogGroup::template).containsExactly("user <*> signed in from <*>");
    }

    @Test
    void theErrorThatIsSaidOnceIsAmongTheFirstThree() {
        LogCondenser.Source source = condenser.source("pod/a app");
        var log = new MixedLog(3);
        for (int i = 0; i < 20_000; i++) {
            if (i == 7_000) {
                log.planted(source);
            }
            log.next(source);
        }

        Condensation condensed = condenser.condense(Instant.EPOCH);
        assertThat(condensed.groups().stream().limit(3))
                .extracting(LogGroup::template)
                .anyMatch(template -> template.contains(MixedLog.PLANTED));
        assertThat(condensed.groups()).hasSizeLessThan(40);
        assertThat(condensed.groups().stream().mapToLong(LogGroup::lines).sum())
                .isEqualTo(condensed.size().read());
    }

    @Test
    void whatWasSaidShortlyBeforeTheCrashComesBeforeTheSameLongAgo() {
        LogCondenser.Source source = condenser.source("pod/a app");
        source.accept(at(0, "ERROR mail server is busy"));
        source.accept(at(3_000, "ERROR ledger is not in balance"));
        source.accept(at(3_001, "INFO bye"));

        assertThat(condenser.condense(Instant.parse("2026-03-01T12:50:02Z")).groups())
                .extracting(LogGroup::template)
                .containsExactly("ledger is not in balance", "mail server is busy", "bye");
    }

    @Test
    void manyKindsStayFewGroupsAndNoneIsForgotten() {
        LogCondenser.Source source = condenser.source("pod/a app");
        for (int i = 0; i < 20_000; i++) {
            source.accept(at(i % 3_600, "INFO " + words(i)));
        }
        source.accept(at(3_599, "ERROR ledger is not in balance"));

        Condensation log = condenser.condense(Instant.EPOCH);
        assertThat(log.groups()).hasSizeLessThan(400);
        assertThat(log.groups().getFirst().template()).isEqualTo("ledger is not in balance");
        assertThat(log.groups().stream().mapToLong(LogGroup::count).sum()).isEqualTo(20_001);
        assertThat(log.groups()).extracting(LogGroup::template).contains("(lines of many other kinds)");
    }

    @Test
    void noSecretIsKeptInWhatIsShown() {
        redactor.learn("correct-horse/battery");
        Condensation log = condense(List.of(
                at(0, "ERROR cannot open postgres://todo:hunter2hunter@db:5432/todo"),
                at(1, "ERROR login failed with password=swordfish/one and key correct-horse/battery"),
                at(2, "-----BEGIN PRIVATE KEY-----"),
                at(2, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQabc/def+ghi"),
                at(2, "-----END PRIVATE KEY-----")));

        assertThat(log.toString())
                .contains("redacted")
                .doesNotContain("hunter2", "swordfish", "correct-horse", "battery", "MIIEv", "abc/def");
    }

    @Test
    void aKnownFailureHasItsName() {
        Condensation log = condense(
                List.of(
                        at(0, "INFO starting"),
                        at(1, "Traceback (most recent call last):"),
                        at(1, "  File \"/app/main.py\", line 3, in <module>"),
                        at(
                                1,
                                "psycopg2.OperationalError: connection to server at \"db\", port 5432 failed: Connection refused")));

        assertThat(log.failures())
                .hasSize(1)
                .containsValue(1L)
                .hasKeySatisfying(
                        new Condition<>(failure -> failure.id().equals("app-db-refused"), "the database refuses"));
        assertThat(log.groups().getFirst().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void anInfoThatOnlyMentionsAFailureIsNone() {
        assertThat(condense(List.of(at(0, "INFO retried after connection refused")))
                        .failures())
                .isEmpty();
    }

    @Test
    void theEndOfAllLogsIsMergedByTime() {
        LogCondenser.Source one = condenser.source("pod/a app");
        LogCondenser.Source two = condenser.source("pod/b app");
        for (int i = 0; i < 10; i++) {
            one.accept(at(2 * i, "one " + i));
        }
        for (int i = 0; i < 10; i++) {
            two.accept(at(2 * i + 1, "two " + i));
        }

        assertThat(condenser.condense(Instant.EPOCH).lastLines())
                .extracting(ShownLine::text)
                .containsExactly("two 7", "one 8", "two 8", "one 9", "two 9");
    }

    @Test
    void theLastErrorIsWhole() {
        Condensation log = condense(List.of(
                at(0, "ERROR first"),
                at(1, "ERROR second"),
                at(1, "java.lang.IllegalStateException: x"),
                at(1, "\tat com.example.App.main(App.java:1)"),
                at(2, "INFO bye")));

        assertThat(log.lastError())
                .extracting(ShownLine::text)
                .containsExactly(
                        "ERROR second",
                        "java.lang.IllegalStateException: x",
                        "    at com.example.App.main(App.java:1)");
    }

    @Test
    void aFilterCountsWhatItLetsThrough() {
        condenser = new LogCondenser(redactor, new LogFilter("TODOS", Severity.WARNING), LAST);
        Condensation log = condense(List.of(
                at(0, "INFO GET /todos"), at(1, "WARNING GET /todos is slow"), at(2, "ERROR GET /users"), at(3, "ok")));

        assertThat(log.size()).isEqualTo(new Condensation.Size(4, 1, 1));
        assertThat(log.groups()).extracting(LogGroup::template).containsExactly("GET /todos is slow");
    }

    @Test
    void linesWithoutTimeAreGroupedAllTheSame() {
        Condensation log = condense(List.of("ERROR a", "INFO b"));

        assertThat(log.first()).isEqualTo(Instant.EPOCH);
        assertThat(log.groups()).hasSize(2).allMatch(group -> group.first().equals(Instant.EPOCH));
    }

    @Test
    void terminalSequencesAreTakenOut() {
        assertThat(condense(List.of(at(0, "\u001B[31mERROR\u001B[0m it failed")))
                        .groups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.severity()).isEqualTo(Severity.ERROR);
                    assertThat(group.example()).containsExactly("ERROR it failed");
                });
    }

    private Condensation condense(List<String> lines) {
        LogCondenser.Source source = condenser.source("pod/a app");
        lines.forEach(source);
        return condenser.condense(Instant.EPOCH);
    }

    /// No two have more than their first word in common.
    private static String words(int number) {
        return IntStream.range(0, 3 + number % 5)
                .mapToObj(i -> Integer.toString(number * 31 + i * 7_919, 26).replaceAll("[0-9]", "q"))
                .reduce("loaded", (a, b) -> a + " " + b);
    }

    private static String at(int second, String text) {
        return "%s %s".formatted(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second), text);
    }
}
