package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What users of other tools miss when a deploy fails is there, even when no rule knows what is wrong.
class TellingFailuresTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T08:05:00Z"), ZoneOffset.UTC);
    private static final StepOutcome.Failed DEADLINE =
            new StepOutcome.Failed("deployment/backend did not become ready in time.", "Look at its pods.");

    private final FailedRelease release = new FailedRelease();

    @AfterEach
    void close() {
        release.close();
    }

    @Test
    void aDeadlineNeverStandsWithoutAReason() {
        assertThat(report().cause())
                .isEqualTo("deployment/backend did not become ready in time: BackOff on pod/backend-7c9f8d6b5-x2x4z:"
                        + " Back-off restarting failed container backend");
    }

    @Test
    void theNewestWarningIsToldAndNotTheNewestEvent() {
        assertThat(lines("newest warnings"))
                .containsExactly(
                        "2026-11-24T08:02:00Z BackOff on pod/backend-7c9f8d6b5-x2x4z (7 times):"
                                + " Back-off restarting failed container backend",
                        "2026-11-24T08:01:00Z Unhealthy on pod/backend-7c9f8d6b5-x2x4z:"
                                + " Readiness probe failed: connection refused");
    }

    @Test
    void theLogOfTheRunThatCrashedIsKeptAndNotThatOfTheNextOne() {
        assertThat(lines("end of the previous log of container backend of pod/backend-7c9f8d6b5-x2x4z"))
                .containsExactly(
                        "(It cannot find the host that it wants to reach.)",
                        "starting",
                        "panic: lookup db.todo: no such host");
    }

    @Test
    void aPreviousLogThatIsGoneIsSaidAndTheOtherOneShown() {
        release.noPreviousLog();

        assertThat(lines("end of the previous log of container backend of pod/backend-7c9f8d6b5-x2x4z"))
                .singleElement()
                .asString()
                .startsWith("(there is none: ");
        assertThat(lines("end of the log of container backend of pod/backend-7c9f8d6b5-x2x4z"))
                .containsExactly("starting");
    }

    @Test
    void whatAContainerLeftInItsTerminationLogIsTold() {
        assertThat(lines("how containers ended"))
                .containsExactly(
                        "container backend of pod/backend-7c9f8d6b5-x2x4z: Error, exit code 1,"
                                + " at 2026-11-24T08:01:02Z",
                        "  it left: cannot reach the database");
    }

    private FailureReport report() {
        var result = new RunResult(
                "r1", List.of(new StepResult(StepName.WAIT, DEADLINE, Duration.ofMinutes(6))), Duration.ofMinutes(6));
        return new FailureReports(release.shipment(), new PatternRedactor(), CLOCK, List::of, Duration.ofSeconds(20))
                .of(result)
                .orElseThrow();
    }

    private List<String> lines(String title) {
        return report().sections().stream()
                .filter(section -> section.title().equals(title))
                .flatMap(section -> section.lines().stream())
                .toList();
    }
}
