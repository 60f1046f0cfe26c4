package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureOffersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T08:05:00Z"), ZoneOffset.UTC);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Finding CRASH = Finding.of(
                    "crash-app-error",
                    "deployment/backend",
                    "todo",
                    "container backend crashes with exit code 1: no such host",
                    List.of("CrashLoopBackOff"),
                    "Create the Service db.")
            .withRemedies(List.of(SampleReport.PATCH, SampleReport.UNDO));
    private static final StepOutcome.Failed LATE = new StepOutcome.Failed(
            "deployment/backend did not become ready in time.",
            "Look at its pods.",
            List.of("0 of 1 new pods are available"));

    private final FailedRelease release = new FailedRelease();
    private final Redactor redactor = new PatternRedactor();

    @AfterEach
    void close() {
        release.close();
    }

    @Test
    void aFirstInstallThatWasNeverGoodCanBeUninstalled() {
        release.firstInstall();

        assertThat(report(StepName.WAIT, LATE).offers())
                .containsExactly(new Offer.Uninstall(), new Offer.Resume("Look at its pods."));
    }

    @Test
    void anAppThatIsWellIsNotUninstalledBecauseItsAddressIsTaken() {
        release.firstInstall();

        assertThat(report(StepName.EXPOSE, LATE).offers()).containsExactly(new Offer.Resume("Look at its pods."));
    }

    @Test
    void anAppThatCameUpIsRatherMendedThanUninstalled() {
        release.firstInstall();

        assertThat(report(StepName.VERIFY, LATE).offers())
                .containsExactly(new Offer.Resume("Look at its pods."), new Offer.Uninstall());
    }

    @Test
    void aRolloutIsOnlyUndoneWhereNoRevisionCanBeGoneBackTo() {
        release.firstInstall();

        assertThat(report(StepName.WAIT, LATE, CRASH).offers())
                .contains(new Offer.Apply(SampleReport.UNDO), new Offer.Uninstall());
    }

    private FailureReport report(StepName step, StepOutcome.Failed outcome, Finding... findings) {
        return reports(() -> List.of(findings)).of(run(step, outcome)).orElseThrow();
    }

    private FailureReports reports(FailureReports.Examination examination) {
        return new FailureReports(release.shipment(), redactor, CLOCK, examination, LIMIT);
    }

    private static RunResult run(StepName step, StepOutcome outcome) {
        return new RunResult(
                "r1", List.of(new StepResult(step, outcome, Duration.ofMinutes(6))), Duration.ofMinutes(6));
    }
}
