package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.redaction.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/// Puts a release back as it was before a deploy that failed, after the evidence has been collected: see
/// docs/decisions/0010-put-back-after-the-evidence.md.
///
/// Only what that deploy made is put back: a revision by the last good one, a first installation by none.
final class PutBack {
    /// What a person should know of it before saying yes.
    static final String PLAN =
            "When it fails from step deploy on, the evidence is collected, and the release is put back as it was.";

    private final ShipmentSteps steps;
    private final Redactor redactor;
    private final Runner runner;

    PutBack(ShipmentSteps steps, Redactor redactor, Runner runner) {
        this.steps = steps;
        this.redactor = redactor;
        this.runner = runner;
    }

    /// Runs steps to their end, or until one does not work.
    @FunctionalInterface
    interface Runner {
        RunResult run(List<Step> steps, RunNotes notes);
    }

    /// The report on the failed run, with what became of the release.
    ///
    /// @param failed what the failed run has learnt
    FailureReport after(FailureReport report, RunNotes failed) {
        return switch (report.step()) {
            case DEPLOY, WAIT, EXPOSE, VERIFY -> putBack(report, failed.revisionBefore());
            case CHECK, BUILD, CLUSTER, LOAD, SECRETS, CLEAN_UP, ROLL_BACK, UNINSTALL -> report;
        };
    }

    private FailureReport putBack(FailureReport report, OptionalInt before) {
        try {
            ReleaseHistory history = steps.live().history();
            int newest = history.newest().map(ReleaseRevision::number).orElse(0);
            if (before.isEmpty() || newest <= before.getAsInt()) {
                return left(report, "Nothing was put back: this run made no revision of the release.");
            }
            var notes = new RunNotes(Map.of());
            if (before.getAsInt() == 0) {
                return told(report, runner.run(steps.uninstall(), notes));
            }
            Optional<ReleaseRevision> good = steps.way().lastGood(history);
            return good.isPresent()
                    ? told(report, runner.run(steps.rollBack(good.get().number(), notes), notes))
                    : left(
                            report,
                            "Nothing was put back: no revision before %d is known to be good.".formatted(newest));
        } catch (ClusterException e) {
            return left(report, "The release could not be put back: " + e.getMessage());
        } catch (CancellationException _) {
            return left(report, "It was stopped before the release was put back.");
        }
    }

    /// Once the release is as it was, what else fails is told, and does not change the ways on.
    private FailureReport told(FailureReport report, RunResult result) {
        String broken = result.broken().map(PutBack::broken).orElse("");
        return switch (result.steps().getFirst().outcome()) {
            case StepOutcome.Done(List<String> facts) -> gone(report, facts.getFirst(), broken);
            case StepOutcome.Skipped(String reason) -> gone(report, reason, broken);
            case StepOutcome.Failed _, StepOutcome.Cancelled _ ->
                left(report, "The release could not be put back. " + broken);
        };
    }

    private static String broken(RunResult.StepResult broken) {
        String step = broken.step().word();
        return switch (broken.outcome()) {
            case StepOutcome.Failed(String cause, String suggestion, var _) ->
                "Step %s failed: %s %s".formatted(step, cause, suggestion);
            case StepOutcome.Cancelled(String left) -> "Step %s was stopped: %s".formatted(step, left);
            case StepOutcome.Done _, StepOutcome.Skipped _ -> throw new IllegalStateException("The step went on.");
        };
    }

    /// What a remedy would change is gone, and there is nothing to get away from any more.
    private FailureReport gone(FailureReport report, String fact, String broken) {
        List<Offer> waysOn =
                report.offers().stream().filter(Offer.Resume.class::isInstance).toList();
        String sentence =
                "The release was put back: %s. %s".formatted(fact, broken).strip();
        return report.withPutBack(redactor.redact(sentence), waysOn);
    }

    private FailureReport left(FailureReport report, String sentence) {
        return report.withPutBack(redactor.redact(sentence), report.offers());
    }
}
