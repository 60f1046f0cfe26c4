package dev.shipmate.cli;

import dev.shipmate.helm.ObjectChange;
import dev.shipmate.pipeline.RunPlan;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run would do, as fields of an event.
record PlanTree(RunPlan plan) {
    ObjectNode into(ObjectNode node) {
        ArrayNode steps = node.putArray("steps");
        plan.steps()
                .forEach(step ->
                        steps.addObject().put("step", step.step().word()).put("plan", step.plan()));
        ArrayNode changes = node.putArray("changes");
        plan.diff().changes().forEach(change -> change(changes.addObject().put("object", change.object()), change));
        ArrayNode notes = node.putArray("notes");
        plan.notes().forEach(notes::add);
        return node;
    }

    private static void change(ObjectNode node, ObjectChange change) {
        switch (change) {
            case ObjectChange.Added _ -> node.put("change", "added");
            case ObjectChange.Removed _ -> node.put("change", "removed");
            case ObjectChange.Changed(String _, List<ObjectChange.FieldChange> fields) -> {
                ArrayNode array = node.put("change", "changed").putArray("fields");
                fields.forEach(field -> array.addObject()
                        .put("path", field.path())
                        .put("before", field.before())
                        .put("after", field.after()));
            }
        }
    }
}
