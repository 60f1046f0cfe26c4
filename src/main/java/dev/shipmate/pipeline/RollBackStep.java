package dev.shipmate.pipeline;

import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.StoredRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Makes the release as it was at an earlier revision, once it is sure that the images of that one are there.
final class RollBackStep implements Step {
    private final Shipment shipment;
    private final Equipment equipment;
    private final Releases releases;
    private final LiveRelease live;
    private final HelmEndings endings;
    private final WayBack way;
    private final int wanted;
    private final RunNotes notes;

    /// @param wanted 0 for the last good one before the newest
    RollBackStep(Shipment shipment, Equipment equipment, WayBack way, int wanted, RunNotes notes) {
        this.shipment = shipment;
        this.equipment = equipment;
        this.releases = new Releases(shipment.cluster(), equipment.redactor());
        this.live = LiveRelease.of(shipment, equipment.redactor());
        this.way = way;
        this.endings = new HelmEndings(equipment.clock(), way);
        this.wanted = wanted;
        this.notes = notes;
    }

    @Override
    public StepName name() {
        return StepName.ROLL_BACK;
    }

    @Override
    public String plan() {
        return switch (target(releases.history(shipment.release()), way, wanted)) {
            case Target.To(ReleaseRevision revision) ->
                "helm rollback %s %d --namespace %s (%s)"
                        .formatted(
                                shipment.release().name(),
                                revision.number(),
                                shipment.namespace(),
                                revision.description());
            case Target.None(String cause, String _) -> cause;
        };
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        try {
            // Helm itself would go back behind the back of another one, and both would end well. A revision that is
            // pending for longer was left so, and going back is the way out.
            ReleaseHistory history = live.settled(equipment.clock(), progress);
            return switch (target(history, way, wanted)) {
                case Target.None(String cause, String suggestion) -> new StepOutcome.Failed(cause, suggestion);
                case Target.To(ReleaseRevision revision) -> rollBack(history, revision, progress);
            };
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled("The release was not touched.");
        }
    }

    private StepOutcome rollBack(ReleaseHistory history, ReleaseRevision revision, StepProgress progress) {
        int number = history.newest().map(ReleaseRevision::number).orElse(0);
        notes.revisions(number, number);
        var facts = new ArrayList<String>();
        progress.doing("looking for the images of revision %d".formatted(revision.number()));
        Optional<StepOutcome> broken = images(revision, facts);
        if (broken.isPresent()) {
            return broken.get();
        }
        return switch (equipment.helm().get()) {
            case HelmChoice.None(String cause, String suggestion) -> new StepOutcome.Failed(cause, suggestion);
            case HelmChoice.Chosen(Helm helm, String _) -> {
                progress.doing(
                        "helm rollback %s %d".formatted(shipment.release().name(), revision.number()));
                HelmOutcome.Change change = helm.rollback(shipment.release(), revision.number(), DeployStep.HOOK_LIMIT);
                if (change instanceof HelmOutcome.Deployed(int made)) {
                    notes.revisions(number, made);
                    facts.addFirst("revision %d is like revision %d".formatted(made, revision.number()));
                    yield new StepOutcome.Done(facts);
                }
                yield endings.of(change, history);
            }
        };
    }

    private Optional<StepOutcome> images(ReleaseRevision revision, List<String> facts) {
        return switch (releases.find(shipment.release(), revision.number()).orElse(unread(revision))) {
            case StoredRelease.Intact stored ->
                shipment.project().images().isEmpty()
                        ? Optional.empty()
                        : new RevisionImages(
                                        equipment.docker(), equipment.nodes().get(), shipment.project())
                                .bring(releases, stored, facts);
            case StoredRelease.Damaged damaged ->
                Optional.of(new StepOutcome.Failed(damaged.display(), "Go back to another revision."));
        };
    }

    private StoredRelease unread(ReleaseRevision revision) {
        return new StoredRelease.Damaged(
                shipment.namespace(), "of revision %d".formatted(revision.number()), "it is not there any more");
    }

    /// The revision that is meant.
    static Target target(ReleaseHistory history, WayBack way, int wanted) {
        Optional<ReleaseRevision> newest = history.newest();
        if (newest.isEmpty()) {
            return new Target.None("There is no release to roll back.", "Deploy it first.");
        }
        Optional<ReleaseRevision> to = way.to(history, wanted);
        if (wanted == 0) {
            return to.<Target>map(Target.To::new)
                    .orElseGet(() -> new Target.None(
                            "No revision before %d is known to be good."
                                    .formatted(newest.get().number()),
                            newest.get().status() == ReleaseStatus.DEPLOYED
                                    ? "Deploy again with what you want."
                                    : "Uninstall the release, then deploy again."));
        }
        return to.<Target>map(Target.To::new)
                .orElseGet(() -> new Target.None(
                        "There is no revision %d of %s."
                                .formatted(wanted, newest.get().release().display()),
                        "There are: %s."
                                .formatted(String.join(
                                        ", ",
                                        history.revisions().stream()
                                                .map(kept -> "%d (%s)"
                                                        .formatted(
                                                                kept.number(),
                                                                kept.status().display()))
                                                .toList()))));
    }

    /// Where to go back to.
    sealed interface Target {
        record To(ReleaseRevision revision) implements Target {}

        record None(String cause, String suggestion) implements Target {}
    }
}
