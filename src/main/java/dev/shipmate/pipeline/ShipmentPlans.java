package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.Manifest;
import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.Setting;
import dev.shipmate.helm.StoredRelease;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What runs would do. Looking at the cluster is all that is done for it.
final class ShipmentPlans {
    private static final ManifestDiff NOTHING = new ManifestDiff(List.of());

    private final Shipment shipment;
    private final Equipment equipment;
    private final ShipmentSteps steps;
    private final Releases releases;

    ShipmentPlans(Shipment shipment, Equipment equipment, ShipmentSteps steps, Releases releases) {
        this.shipment = shipment;
        this.equipment = equipment;
        this.steps = steps;
        this.releases = releases;
    }

    RunPlan nothing(String reason, String suggestion) {
        return new RunPlan(List.of(), NOTHING, List.of(reason + " " + suggestion));
    }

    RunPlan deploy(RunStart.At at, boolean noCache, boolean atomic) {
        var runNotes = new RunNotes(at.inputs().references());
        List<String> notes = new ArrayList<>(List.of(place()));
        if (!at.why().isEmpty()) {
            notes.add("It goes on " + at.why() + ".");
        }
        readable(at.settings()).ifPresent(notes::add);
        for (Remark remark : steps.check(at.settings(), runNotes).remarks(new Silent())) {
            switch (remark) {
                case Remark.Wrong(String what, String suggestion) ->
                    notes.add("It would fail: %s %s".formatted(what, suggestion));
                case Remark.Note(String text) -> notes.add(text);
                case Remark.Fine _ -> {}
            }
        }
        if (atomic) {
            notes.add(PutBack.PLAN);
        }
        List<RunPlan.PlannedStep> planned = planned(steps.deploy(noCache, at.settings(), runNotes), at.step());
        return new RunPlan(planned, diff(at, notes), notes);
    }

    /// What Helm keeps of settings that look like secrets.
    private Optional<String> readable(List<Setting> settings) {
        List<String> telling = settings.stream()
                .filter(setting -> looksSecret(setting, equipment.redactor()))
                .map(Setting::name)
                .distinct()
                .toList();
        return telling.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Helm keeps the %s of %s readable in the release (helm get values). Use a Secret instead: "
                                        .formatted(telling.size() == 1 ? "value" : "values", String.join(", ", telling))
                                + "`secrets` of the project file makes one.");
    }

    private static boolean looksSecret(Setting setting, Redactor redactor) {
        String text = "%s: %s".formatted(setting.name(), setting.value());
        return !redactor.redact(text).equals(text);
    }

    RunPlan rollBack(int revision) {
        List<String> notes = new ArrayList<>(List.of(place()));
        ManifestDiff diff = NOTHING;
        try {
            ReleaseHistory history = releases.history(shipment.release());
            int newest = history.newest().map(ReleaseRevision::number).orElse(0);
            switch (RollBackStep.target(history, steps.way(), revision)) {
                case RollBackStep.Target.To(ReleaseRevision target) -> {
                    diff = releases.diff(shipment.release(), newest, target.number())
                            .orElse(NOTHING);
                    notes.addAll(losses(diff));
                    notes.add("What a migration has done to a database stays as it is.");
                }
                case RollBackStep.Target.None(String cause, String suggestion) ->
                    notes.add("It would fail: %s %s".formatted(cause, suggestion));
            }
        } catch (ClusterException e) {
            notes.add("It would fail: " + e.getMessage());
        }
        return new RunPlan(planned(steps.rollBack(revision, new RunNotes(Map.of())), StepName.CHECK), diff, notes);
    }

    private ManifestDiff diff(RunStart.At at, List<String> notes) {
        if (!(equipment.helm().get() instanceof HelmChoice.Chosen chosen)) {
            return NOTHING;
        }
        try {
            boolean there = steps.live().history().newest().isPresent();
            var request = ShippedChart.of(shipment, at.inputs().references(), at.settings());
            if (chosen.helm().preview(request, there) instanceof HelmOutcome.Rendered rendered) {
                ManifestDiff diff = steps.live().diff(rendered);
                notes.addAll(losses(diff));
                if (steps.live().unchanged(request, rendered).isPresent()) {
                    notes.add("Nothing of the release would change.");
                }
                return diff;
            }
        } catch (ClusterException e) {
            notes.add("What would change is not known: " + e.getMessage());
        }
        return NOTHING;
    }

    private List<String> losses(ManifestDiff diff) {
        Manifest before = releases.history(shipment.release())
                .newest()
                .flatMap(newest -> releases.find(shipment.release(), newest.number()))
                .filter(StoredRelease.Intact.class::isInstance)
                .map(stored -> Manifest.of(((StoredRelease.Intact) stored).manifest()))
                .orElseGet(() -> Manifest.of(""));
        return Losses.of(diff, before);
    }

    private List<RunPlan.PlannedStep> planned(List<Step> all, StepName first) {
        return all.stream()
                .filter(step -> step.name().compareTo(first) >= 0)
                .map(step -> new RunPlan.PlannedStep(step.name(), plan(step)))
                .toList();
    }

    private String plan(Step step) {
        try {
            return equipment.redactor().redact(step.plan());
        } catch (ClusterException e) {
            return "not known: " + e.getMessage();
        }
    }

    private String place() {
        ClusterTarget target = shipment.cluster().target();
        return "It is for namespace %s of context '%s' at %s."
                .formatted(shipment.namespace(), target.context(), target.server());
    }

    private record Silent() implements StepProgress {
        @Override
        public void doing(String what) {}

        @Override
        public void output(String line) {}
    }
}
