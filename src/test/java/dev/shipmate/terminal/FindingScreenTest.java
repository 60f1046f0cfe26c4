package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.diagnosis.Confidence;
import dev.shipmate.diagnosis.Evidence;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingScreenTest {
    private static final Finding CRASH = new Finding(
            "app-error",
            Severity.ERROR,
            Confidence.LIKELY,
            "deployment/web",
            "todo",
            "stops with an error that it tells in its log.",
            List.of(
                    Evidence.object("pod/web-1: CrashLoopBackOff"),
                    new Evidence(Evidence.Source.LOG, "pod/web-1", "boom \u001b[31mred", Instant.EPOCH)),
            List.of("because of it, service/web has no ready pod"),
            "Read its log.",
            List.of());
    private static final Finding NODE = new Finding(
            "node-pressure",
            Severity.WARNING,
            Confidence.CERTAIN,
            "node/n1",
            "",
            "has little disk.",
            List.of(),
            List.of(),
            "Free some.",
            List.of());

    private final TestScreen answers = TestScreen.of(Screen.Kind.TERMINAL, 50, new Theme(false, true));
    private final TestScreen errors = TestScreen.of(Screen.Kind.TERMINAL, 50);

    @Test
    void blocksAreBrokenAtTheWidthAndCountedAtTheEnd() {
        screen(false).all(List.of(CRASH, NODE), (_, _) -> "");

        assertThat(answers.shown()).isEqualTo("""
                error (app-error, likely) deployment/web in
                namespace todo: stops with an error that it tells
                in its log.
                  │ pod/web-1: CrashLoopBackOff
                  │ boom red
                  │ because of it, service/web has no ready pod
                → Read its log.

                warning (node-pressure) node/n1: has little disk.
                → Free some.

                1 error and 1 warning.
                """);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "42, 42 s", "185, 3 min 5 s", "7800, 2 h 10 min"})
    void howLongItWasThereIsToldInShort(int seconds, String told) {
        screen(false).healed(NODE, Duration.ofSeconds(seconds));
        assertThat(answers.shown()).isEqualTo("healed (node-pressure) node/n1, after %s\n\n".formatted(told));
    }

    @Test
    void whatCouldNotBeSeenIsToldOnlyWhenThereIsAny() {
        screen(false).unseen(new Examination(List.of(), 0, List.of()));
        assertThat(answers.shown()).isEmpty();
        screen(false).unseen(new Examination(List.of(), 0, List.of("nodes (not permitted)", "pods (no answer)")));
        assertThat(answers.shown()).isEqualTo("Could not be seen: nodes (not permitted) and pods\n(no answer).\n");
    }

    @Test
    void aQuietScreenTellsTroubleAndNoNotes() {
        screen(true).note("Watching.");
        screen(true).trouble("No route.");
        assertThat(errors.shown()).isEqualTo("No route.\n");
        assertThat(answers.shown()).isEmpty();
    }

    private FindingScreen screen(boolean quiet) {
        return new FindingScreen(answers.screen(), errors.screen(), quiet, (_, _) -> () -> {});
    }
}
