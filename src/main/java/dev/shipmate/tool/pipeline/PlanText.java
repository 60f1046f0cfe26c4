package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ObjectChange;
import dev.shipmate.helm.ObjectChange.FieldChange;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.tool.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a run would do, in the form in which changes are approved.
record PlanText(RunPlan plan, String namespace) {
    /// More rows than this nobody reads before a yes.
    private static final int MOST = 40;

    /// The fields that would change in the cluster.
    List<Change> changes() {
        return changes(plan.diff(), namespace);
    }

    /// What else to know before saying yes, and what each step would do.
    List<String> notes() {
        var notes = new ArrayList<>(plan.notes());
        long more = all().count() - MOST;
        if (more > 0) {
            notes.add("%d more fields change; `shipmate deploy --dry-run` shows all of them".formatted(more));
        }
        plan.steps().forEach(step -> notes.add(line(step)));
        return notes;
    }

    /// What one step would do.
    List<String> notes(StepName wanted) {
        return plan.steps().stream()
                .filter(step -> step.step() == wanted)
                .map(PlanText::line)
                .toList();
    }

    private static String line(RunPlan.PlannedStep step) {
        return "%s: %s".formatted(step.step().word(), step.plan());
    }

    private Stream<Change> all() {
        return all(plan.diff(), namespace);
    }

    /// The fields that differ, as many as are shown.
    static List<Change> changes(ManifestDiff diff, String namespace) {
        return all(diff, namespace).limit(MOST).toList();
    }

    /// One change before others.
    static List<Change> after(Change first, List<Change> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private static Stream<Change> all(ManifestDiff diff, String namespace) {
        return diff.changes().stream().flatMap(change -> switch (change) {
            case ObjectChange.Added(String object) -> Stream.of(whole(object, namespace, "absent", "created"));
            case ObjectChange.Removed(String object) -> Stream.of(whole(object, namespace, "exists", "deleted"));
            case ObjectChange.Changed(String object, List<FieldChange> fields) ->
                fields.stream()
                        .map(field -> new Change(
                                object, namespace, field.path(), shown(field.before()), shown(field.after())));
        });
    }

    private static Change whole(String object, String namespace, String before, String after) {
        return new Change(object, namespace, "object", before, after);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "unset" : value;
    }
}
