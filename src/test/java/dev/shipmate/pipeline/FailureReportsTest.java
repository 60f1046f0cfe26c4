package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FailureReportsTest {

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
    void theCauseIsThatOfTheRootAndNotTheDeadline() {
        FailureReport report = report(StepName.WAIT, LATE, CRASH);

        assertThat(report.cause())
                .isEqualTo("deployment/backend: container backend crashes with exit code 1: no such host");
        assertThat(report.suggestion()).isEqualTo("Create the Service db.");
        assertThat(report.findings()).containsExactly(CRASH);
        assertThat(lines(report, "step wait"))
                .containsExactly("deployment/backend did not become ready in time.", "0 of 1 new pods are available");
    }

    @Test
    void theRemedyComesFirstAndGoingOnByHandLast() {
        assertThat(report(StepName.WAIT, LATE, CRASH).offers())
                .containsExactly(
                        new Offer.Apply(SampleReport.PATCH),
                        new Offer.RollBack(3),
                        new Offer.Resume("Create the Service db."));
    }

    @Test
    void whatHelmKeepsIsToldWithWhatChangedSinceTheLastGoodRevision() {
        FailureReport report = report(StepName.WAIT, LATE, CRASH);

        assertThat(lines(report, "Helm"))
                .containsExactly(
                        "revision 4: deployed since 2026-11-24T08:00:00Z, chart todo 0.4.0, Revision 4",
                        "last good one before it: revision 3: superseded since 2026-11-23T08:00:00Z,"
                                + " chart todo 0.3.0, Revision 3");
        assertThat(lines(report, FailureReport.CHANGED))
                .containsExactly(
                        "image no longer used: registry/todo-backend:aaa",
                        "image new: registry/todo-backend:bbb",
                        "value backend.password: [redacted: password] -> [redacted: password]",
                        "value backend.replicas: 1 -> 2",
                        "deployment/backend: spec.template.spec.containers[backend].image:"
                                + " registry/todo-backend:aaa -> registry/todo-backend:bbb",
                        "deployment/backend: spec.template.spec.containers[backend].ports[http].containerPort:"
                                + " 8000 -> 9999");
    }

    @Test
    void howFarTheRolloutIsAndHowThePodsAreIsTold() {
        FailureReport report = report(StepName.WAIT, LATE, CRASH);

        assertThat(lines(report, "rollout"))
                .containsExactly("deployment/backend: 0 of 1 new pods are available", "deployment/web: 1 of 1 ready");
        assertThat(lines(report, "pods"))
                .containsExactly(
                        "pod/backend-7c9f8d6b5-x2x4z: CrashLoopBackOff, 0 of 1 ready, 3 restarts,"
                                + " made 2026-11-24T08:00:00Z",
                        "  container backend waits: CrashLoopBackOff: back-off 40s restarting",
                        "pod/web-5d4f8c7b9-abcde: Running, 1 of 1 ready, 0 restarts, made 2026-11-24T08:00:00Z");
    }

    @Test
    void aSecretThatTheExaminationHasLearnedIsNowhereInTheReport() {
        var reports = reports(() -> {
            redactor.learn("lookup db.todo");
            return List.of();
        });

        FailureReport report = reports.of(run(StepName.WAIT, LATE)).orElseThrow();

        assertThat(FailureReportJson.write(report).toString())
                .doesNotContain("lookup db.todo")
                .contains("no such host");
    }

    @Test
    void aRemedyThatHoldsASecretIsNotOffered() {
        Remedy image = new Remedy.SetImage(
                "Use another image",
                new WorkloadName("deployment", "todo", "backend"),
                "backend",
                "https://bob:hunter2hunter2@registry/x");
        var finding = Finding.of("x", "deployment/backend", "todo", "it", List.of(), "Do.")
                .withRemedies(List.of(image, SampleReport.PATCH));

        FailureReport report = report(StepName.WAIT, LATE, finding);

        assertThat(report.findings().getFirst().remedies()).containsExactly(SampleReport.PATCH);
        assertThat(report.offers())
                .contains(new Offer.Apply(SampleReport.PATCH))
                .hasSize(3);
    }

    @Test
    void aRunThatEndedWellOrWasCancelledHasNoReport() {
        assertThat(reports(List::of).of(run(StepName.WAIT, new StepOutcome.Done("fine"))))
                .isEmpty();
        assertThat(reports(List::of).of(run(StepName.WAIT, new StepOutcome.Cancelled("left"))))
                .isEmpty();
        assertThat(release.server.requests()).isEmpty();
    }

    @Test
    void nothingIsCollectedAfterAnInterrupt() {
        Thread.currentThread().interrupt();
        Optional<FailureReport> report = reports(List::of).of(run(StepName.WAIT, LATE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report).hasValueSatisfying(told -> {
            assertThat(told.cause()).isEqualTo(LATE.cause());
            assertThat(told.sections()).hasSize(1);
        });
        assertThat(release.server.requests()).isEmpty();
    }

    @Test
    void whatCannotBeSeenIsSaidAndTheRestIsTold() {
        release.server.with(FailedRelease.BASE + "events", 403, """
                {"kind": "Status", "code": 403, "message": "events is forbidden: User \\"bob\\" cannot list"}""");

        FailureReport report = report(StepName.WAIT, LATE, CRASH);

        assertThat(lines(report, "what could not be seen"))
                .singleElement()
                .asString()
                .startsWith("the events: ")
                .contains("forbidden");
        assertThat(lines(report, "pods")).isNotEmpty();
    }

    @Test
    void aClusterThatHangsIsNotWaitedForLongerThanTheLimit() {
        var never = new CountDownLatch(1);
        release.server.with(FailedRelease.BASE + "events", _ -> await(never));
        var reports =
                new FailureReports(release.shipment(), redactor, CLOCK, () -> List.of(CRASH), Duration.ofSeconds(2));

        FailureReport report = reports.of(run(StepName.WAIT, LATE)).orElseThrow();
        never.countDown();

        assertThat(lines(report, "what could not be seen")).contains("the events: no answer within 2 s");
        assertThat(report.cause()).startsWith("deployment/backend: container backend crashes");
        assertThat(report.offers()).contains(new Offer.Resume("Create the Service db."));
    }

    @Test
    void aClusterThatDoesNotAnswerLeavesTheFailedStep() {
        release.close();

        FailureReport report = reports(List::of).of(run(StepName.WAIT, LATE)).orElseThrow();

        assertThat(report.cause()).isEqualTo(LATE.cause());
        assertThat(lines(report, "what could not be seen")).isNotEmpty();
        assertThat(report.offers()).containsExactly(new Offer.Resume("Look at its pods."));
    }

    @Nested
    class WhenNothingWasDeployed {
        private static final StepOutcome.Failed BROKEN = new StepOutcome.Failed(
                "Image 'backend' could not be built: `RUN npm ci` (Dockerfile:7) ended with exit code 1.",
                "Read the last lines of the step, correct it, and build again.",
                List.of("npm error missing lock file"));

        @Test
        void theCauseOfABrokenBuildIsItsOwnAndTheClusterIsNotAsked() {
            FailureReport report = report(StepName.BUILD, BROKEN, CRASH);

            assertThat(report.cause()).isEqualTo(BROKEN.cause());
            assertThat(report.offers()).containsExactly(new Offer.Resume(BROKEN.suggestion()));
            assertThat(lines(report, "step build")).contains("npm error missing lock file");
            assertThat(release.server.requests()).isEmpty();
        }

        @Test
        void aReleaseThatIsStuckCanBeRolledBack() {
            release.releases("deployed", "pending-upgrade");

            FailureReport report = report(StepName.CHECK, LATE);

            assertThat(report.offers()).startsWith(new Offer.RollBack(3));
            assertThat(lines(report, "Helm")).first().asString().contains("revision 4: pending-upgrade");
        }

        @Test
        void aReleaseThatIsWellIsNotTouchedBecauseTheCheckFailed() {
            assertThat(report(StepName.CHECK, LATE).offers()).containsExactly(new Offer.Resume(LATE.suggestion()));
        }

        @Test
        void whatIsWrongWithAnOlderRevisionDoesNotExplainWhyNoNewOneCouldBeMade() {
            var rejected = new StepOutcome.Failed("backend.replicas: got string, want integer", "Correct the value.");

            FailureReport report = reports(() -> List.of(CRASH))
                    .of(new RunResult(
                            "r1", List.of(new StepResult(StepName.DEPLOY, rejected, Duration.ZERO)), Duration.ZERO))
                    .orElseThrow();

            assertThat(report.cause()).isEqualTo("backend.replicas: got string, want integer");
            assertThat(report.offers()).containsExactly(new Offer.Resume("Correct the value."));
            assertThat(report.findings()).containsExactly(CRASH);
        }
    }

    @Test
    void aWarningFromBeforeTheRunIsNotItsCause() {
        var late = new StepOutcome.Failed(LATE.cause(), LATE.suggestion());
        var result =
                new RunResult("r1", List.of(new StepResult(StepName.WAIT, late, Duration.ZERO)), Duration.ofMinutes(2));

        assertThat(reports(List::of).of(result)).hasValueSatisfying(report -> {
            assertThat(report.cause()).isEqualTo(LATE.cause());
            assertThat(lines(report, "newest warnings")).isNotEmpty();
        });
    }

    @Test
    void theCheckThatFailedStaysInTheCause() {
        var check = new StepOutcome.Failed("Check 'sign in' failed: expected 200, got 503.", "Look.", List.of("503"));

        assertThat(report(StepName.VERIFY, check, CRASH).cause())
                .isEqualTo("Check 'sign in' failed: expected 200, got 503; deployment/backend: container backend"
                        + " crashes with exit code 1: no such host");
        assertThat(report(StepName.VERIFY, check).cause()).isEqualTo(check.cause());
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

    private static List<String> lines(FailureReport report, String title) {
        return report.sections().stream()
                .filter(section -> section.title().equals(title))
                .flatMap(section -> section.lines().stream())
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
