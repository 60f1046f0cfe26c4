package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.redaction.PatternRedactor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CondensedTextTest {
    private final LogCondenser condenser = new LogCondenser(new PatternRedactor(), LogFilter.NONE, 20);

    @Test
    void theWholeFitsOnAScreen() {
        LogCondenser.Source source = condenser.source("pod/web-1 app");
        for (int i = 0; i < 2_000; i++) {
            source.accept(at(i, "INFO GET /todos/%d 200".formatted(i)));
            if (i == 700) {
                source.accept(at(i, "ERROR dial tcp 10.96.0.9:5432: connect: connection refused"));
            }
            if (i % 1_000 == 500) {
                source.accept(at(i, "WARN query took %d ms".formatted(i)));
            }
        }

        assertThat(String.join("\n", text(2_000, 3).lines())).isEqualTo("""
                2,003 lines in the log of pod/web-1 from 2026-03-01 12:00:00 to 2026-03-01 12:33:19 UTC: 3 kinds of entries, 1 error, 2 warnings.
                The database refuses connections. (said once: ERROR dial tcp 10.96.0.9:5432: connect: connection refused)
                5 of 2,003 lines are shown as they were written, the rest is counted.

                Kinds of entries, the most telling first:
                  ERROR   x1      12:11:40  dial tcp <*>: connect: connection refused
                          such as: ERROR dial tcp 10.96.0.9:5432: connect: connection refused
                  WARNING x2      12:08:20-12:25:00  query took <*> ms
                          such as: WARN query took 500 ms
                  INFO    x2,000  12:00:00-12:33:19  GET /todos/<*> <*>

                The last error:
                  ERROR dial tcp 10.96.0.9:5432: connect: connection refused

                The last 3 lines:
                  INFO GET /todos/1997 200
                  INFO GET /todos/1998 200
                  INFO GET /todos/1999 200""");
    }

    @Test
    void aSmallBudgetIsKeptAndWhatIsLeftOutIsSaid() {
        LogCondenser.Source source = condenser.source("pod/web-1 app");
        for (int i = 0; i < 200; i++) {
            source.accept(at(
                    i,
                    "ERROR %s went wrong %s in the %s of it all"
                            .formatted(
                                    "abcdefghij".charAt(i % 10), "x".repeat(1 + i % 7), "klmnopqrst".charAt(i / 20))));
            source.accept(at(i, "INFO " + "y".repeat(i % 90) + " done and gone"));
        }

        CondensedText text = text(400, 10);
        assertThat(String.join("\n", text.lines())).hasSizeLessThan(2_000).contains("are left out.");
        assertThat(text.sections())
                .extracting(CondensedText.Section::title)
                .contains("Kinds of entries, the most telling first")
                .anyMatch(title -> title.startsWith("The last "));
    }

    @Test
    void anErrorAtTheEndIsNotShownTwice() {
        LogCondenser.Source source = condenser.source("pod/web-1 app");
        source.accept(at(0, "INFO begin"));
        source.accept(at(1, "ERROR it failed"));

        assertThat(text(500, 10).sections())
                .extracting(CondensedText.Section::title)
                .doesNotContain("The last error")
                .contains("The last 2 lines");
    }

    @Test
    void ofAStackTraceTheLineThatNamesTheErrorIsShown() {
        LogCondenser.Source source = condenser.source("pod/web-1 app");
        source.accept(at(0, "ERROR Application startup failed"));
        source.accept(at(0, "Traceback (most recent call last):"));
        source.accept(at(0, "  File \"/app/main.py\", line 12, in start"));
        source.accept(at(0, "    connect()"));
        source.accept(at(0, "OSError: No space left on device"));

        assertThat(text(500, 10).lines())
                .contains("A disk is full. (said once: OSError: No space left on device)")
                .containsSequence(
                        "          such as: ERROR Application startup failed",
                        "            OSError: No space left on device");
    }

    @Test
    void ofSeveralLogsEachLineNamesItsOwn() {
        condenser.source("pod/a app").accept(at(0, "INFO one"));
        condenser.source("pod/b app (previous run)").accept(at(1, "ERROR two"));

        assertThat(text(500, 10).lines())
                .contains("  [pod/a app] INFO one", "  [pod/b app (previous run)] ERROR two")
                .anyMatch(line -> line.contains("such as of pod/b app (previous run): ERROR two"));
    }

    @Test
    void whatWasNotReadToItsStartIsSaidToBeTheEnd() {
        condenser.source("pod/a app").accept(at(0, "INFO one"));

        assertThat(CondensedText.of(
                                condenser.condense(Instant.EPOCH),
                                new CondensedText.Wish("the log of pod/a", false, 500, 10))
                        .facts()
                        .getFirst())
                .startsWith("1 line in the log of pod/a (only the end was read)");
    }

    private CondensedText text(int tokens, int lastLines) {
        return CondensedText.of(
                condenser.condense(Instant.EPOCH),
                new CondensedText.Wish("the log of pod/web-1", true, tokens, lastLines));
    }

    private static String at(int second, String text) {
        return "%s %s".formatted(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second), text);
    }
}
