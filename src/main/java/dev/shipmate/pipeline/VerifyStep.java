package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.project.ExposeSpec;
import dev.shipmate.project.ProjectException;
import dev.shipmate.verification.Check;
import dev.shipmate.verification.CheckResult;
import dev.shipmate.verification.Checks;
import dev.shipmate.verification.Outcome;
import dev.shipmate.verification.VerificationEvent;
import dev.shipmate.verification.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the project's own checks against the deployed app.
final class VerifyStep implements Step {
    private final Shipment shipment;
    private final ShipmentVerification verification;
    private final LiveRelease live;
    private final RunNotes notes;

    VerifyStep(Shipment shipment, ShipmentVerification verification, LiveRelease live, RunNotes notes) {
        this.shipment = shipment;
        this.verification = verification;
        this.live = live;
        this.notes = notes;
    }

    @Override
    public StepName name() {
        return StepName.VERIFY;
    }

    @Override
    public String plan() {
        try {
            int checks = Checks.read(shipment.project().checks()).size();
            return checks == 0
                    ? "the project declares no checks"
                    : "run the %d checks of the project%s"
                            .formatted(
                                    checks,
                                    shipment.environment().restarts()
                                            ? ", also those that delete pods while the revision has not passed them"
                                            : "");
        } catch (ProjectException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        List<Check> checks;
        try {
            checks = Checks.read(shipment.project().checks());
        } catch (ProjectException e) {
            return new StepOutcome.Failed(
                    "The checks of the project cannot be read: %s".formatted(e.getMessage()),
                    "Correct them in the project file.");
        }
        Optional<ExposeSpec> address = shipment.project().exposed().stream().findFirst();
        if (checks.isEmpty()) {
            return new StepOutcome.Skipped("the project declares no checks");
        }
        if (address.isEmpty()) {
            return new StepOutcome.Skipped("the project names no address that could be asked");
        }
        int revision = revision();
        boolean restarts = shipment.environment().restarts() && notes.unproven(revision);
        VerificationReport report =
                verification.run(checks, address.get().url(), restarts, event -> tell(event, progress));
        if (Thread.currentThread().isInterrupted()) {
            return new StepOutcome.Cancelled("The release is deployed and runs; not all of its checks were made.");
        }
        StepOutcome outcome = outcome(report);
        if (restarts && outcome instanceof StepOutcome.Done) {
            notes.proven(revision);
        }
        return outcome;
    }

    /// A run that goes on after the deploy was not told which revision there is.
    private int revision() {
        if (notes.revision() > 0) {
            return notes.revision();
        }
        try {
            return live.history().newest().map(ReleaseRevision::number).orElse(0);
        } catch (ClusterException _) {
            return 0;
        }
    }

    private static void tell(VerificationEvent event, StepProgress progress) {
        switch (event) {
            case VerificationEvent.Started(Check check, int number, int total) ->
                progress.doing("%d of %d: %s".formatted(number, total, check.name()));
            case VerificationEvent.Progress(Check check, String text) ->
                progress.doing("%s: %s".formatted(check.name(), text));
            case VerificationEvent.Finished(CheckResult result) -> progress.output(line(result));
        }
    }

    private static String line(CheckResult result) {
        String mark = switch (result.outcome()) {
            case Outcome.Passed _ -> "passed";
            case Outcome.Failed _ -> "FAILED";
            case Outcome.NotChecked _ -> "not checked";
        };
        return "%s: %s".formatted(mark, result.check().name());
    }

    private static StepOutcome outcome(VerificationReport report) {
        List<CheckResult> failed = report.results().stream()
                .filter(result -> result.outcome() instanceof Outcome.Failed)
                .toList();
        if (failed.isEmpty()) {
            return new StepOutcome.Done(report.summary());
        }
        CheckResult first = failed.getFirst();
        var evidence = new ArrayList<String>();
        failed.forEach(result -> evidence.addAll(evidence(result)));
        evidence.add(report.summary());
        return new StepOutcome.Failed(
                "The check '%s' failed%s"
                        .formatted(
                                first.check().name(),
                                failed.size() == 1 ? "." : ", and %d more.".formatted(failed.size() - 1)),
                first.outcome() instanceof Outcome.Failed(String _, String _, String _, String suggestion)
                        ? suggestion
                        : "",
                evidence);
    }

    private static List<String> evidence(CheckResult result) {
        return result.outcome() instanceof Outcome.Failed(String where, String expected, String seen, String _)
                ? List.of("%s: asked %s, expected %s, seen: %s"
                        .formatted(result.check().name(), where, expected, seen))
                : List.of();
    }
}
