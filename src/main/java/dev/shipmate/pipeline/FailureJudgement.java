package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What to say of a failed step, and what can be done about it.
///
/// @param changed whether the run made a revision of the release
record FailureJudgement(
        StepName step, StepOutcome.Failed failed, List<Finding> findings, ReleasePast past, boolean changed) {
    private static final int MOST_REMEDIES = 3;

    /// In one sentence. Never a deadline alone: when nothing else is known, the newest warning stands beside it.
    ///
    /// @param begin of the run: an older warning is about something else
    String cause(ReleaseWarnings warnings, Instant begin) {
        Optional<Finding> root = root();
        if (root.isPresent()) {
            String found = "%s: %s".formatted(root.get().object(), root.get().cause());
            // What is wrong there need not be why this check failed.
            return step == StepName.VERIFY ? "%s; %s".formatted(ReportLines.open(failed.cause()), found) : found;
        }
        boolean bare =
                step == StepName.WAIT || (toldByObjects() && failed.evidence().isEmpty());
        return bare
                ? warnings.sentence(begin)
                        .map(warning -> "%s: %s".formatted(ReportLines.open(failed.cause()), warning))
                        .orElse(failed.cause())
                : failed.cause();
    }

    String suggestion() {
        return root().map(Finding::next).orElse(failed.suggestion());
    }

    /// The best first; to go on after something was mended by hand is always possible.
    List<Offer> offers() {
        var offers = new ArrayList<Offer>();
        root().ifPresent(finding -> finding.remedies().stream()
                .filter(this::fits)
                .limit(MOST_REMEDIES)
                .map(Offer.Apply::new)
                .forEach(offers::add));
        if (wayBack()) {
            past.good().map(ReleaseRevision::number).map(Offer.RollBack::new).ifPresent(offers::add);
        }
        var resume = new Offer.Resume(suggestion());
        boolean never =
                wayBack() && past.good().isEmpty() && past.history().newest().isPresent() && step != StepName.ROLL_BACK;
        if (never) {
            offers.addAll(cameUp() ? List.of(resume, new Offer.Uninstall()) : List.of(new Offer.Uninstall(), resume));
        } else {
            offers.add(resume);
        }
        return offers;
    }

    /// Whether the pods were ready once: then the app is more likely to be mended than to be got rid of.
    private boolean cameUp() {
        return step == StepName.EXPOSE || step == StepName.VERIFY;
    }

    /// To undo a rollout does what rolling back does, and leaves the release with another idea of what runs.
    private boolean fits(Remedy remedy) {
        return switch (remedy) {
            case Remedy.PatchObject _, Remedy.SetImage _, Remedy.DeleteObject _ -> true;
            case Remedy.UndoRollout _ -> past.good().isEmpty();
        };
    }

    private Optional<Finding> root() {
        return toldByObjects() ? findings.stream().findFirst() : Optional.empty();
    }

    /// Whether the state of the release's objects explains the failure. What is wrong with those of an older revision
    /// does not explain why no new one could be made.
    private boolean toldByObjects() {
        return switch (step) {
            case WAIT, EXPOSE, VERIFY -> true;
            case DEPLOY, ROLL_BACK -> changed;
            case CHECK, BUILD, CLUSTER, LOAD, SECRETS, CLEAN_UP, UNINSTALL -> false;
        };
    }

    /// Whether the newest revision is one to get away from.
    private boolean wayBack() {
        Optional<ReleaseStatus> newest = past.history().newest().map(ReleaseRevision::status);
        return switch (step) {
            case WAIT, VERIFY -> true;
            // A port of this machine that is taken says nothing against the release.
            case EXPOSE -> root().isPresent();
            case DEPLOY, ROLL_BACK ->
                changed
                        || newest.filter(status -> status != ReleaseStatus.DEPLOYED)
                                .isPresent();
            case CHECK -> newest.filter(ReleaseStatus::pending).isPresent();
            case BUILD, CLUSTER, LOAD, SECRETS, CLEAN_UP, UNINSTALL -> false;
        };
    }
}
