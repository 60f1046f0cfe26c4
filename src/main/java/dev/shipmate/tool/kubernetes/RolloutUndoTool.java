package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.RevisionView;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.kubernetes.WorkloadChanger.Intent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes a workload back to a former pod template, as `kubectl rollout undo` does.
final class RolloutUndoTool implements Tool<RolloutUndoTool.Request> {
    /// What to take back, and to which revision; the previous one unless told.
    record Request(
            @Live(LiveName.WORKLOAD) String name,
            @Nullable Integer revision,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final WorkloadChanger changer;
    private final Cluster cluster;

    RolloutUndoTool(Cluster cluster, RolloutPace pace) {
        this.changer = new WorkloadChanger(cluster, pace);
        this.cluster = cluster;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("rollout_undo", Effect.CHANGE, Trust.FACTS, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return changer.change(
                request.name(), request.namespace(), invocation, workload -> undo(workload, request.revision()));
    }

    private Intent undo(WorkloadObject workload, @Nullable Integer wanted) {
        if (!workload.isOneOf("deployment", "statefulset", "daemonset")) {
            return Intent.not(
                    "%s cannot be rolled back: a %s keeps no revisions"
                            .formatted(workload.phrase(), workload.id().kind()),
                    "Only deployments, stateful sets and daemon sets can be rolled back.");
        }
        if (workload.view().paused()) {
            return Intent.not(
                    "%s cannot be rolled back: its rollout is paused".formatted(workload.phrase()),
                    "Resume the rollout first.");
        }
        List<RevisionView> revisions = cluster.revisions().of(workload.view());
        Optional<RevisionView> current =
                revisions.stream().filter(RevisionView::current).findFirst();
        Optional<RevisionView> target = revisions.stream()
                .filter(revision -> wanted == null ? !revision.current() : revision.number() == wanted)
                .findFirst();
        if (target.isEmpty() || current.isEmpty()) {
            return missing(workload, wanted, revisions);
        }
        return new Intent.Make(change(workload, target.get(), current.get()));
    }

    private static Intent missing(WorkloadObject workload, @Nullable Integer wanted, List<RevisionView> revisions) {
        if (wanted == null) {
            return Intent.not(
                    "%s has no earlier revision to go back to".formatted(workload.phrase()),
                    "Set the image or the setting that should change instead.");
        }
        return new Intent.Not(new NotFound(
                "revision of " + workload.id().display(),
                String.valueOf(wanted),
                revisions.stream()
                        .map(revision -> String.valueOf(revision.number()))
                        .toList()));
    }

    private static WorkloadChange change(WorkloadObject workload, RevisionView target, RevisionView current) {
        return new WorkloadChange(
                workload,
                workload.name(),
                patch(workload, target.template()),
                after -> TemplateChanges.between(workload, workload.template(), workload.template(after)),
                "%s runs the template of revision %d already.".formatted(workload.phrase(), target.number()),
                List.of(),
                List.of(),
                new Undo.By(workload.call("rollout_undo").with("revision", current.number())));
    }

    /// The whole template is replaced: what the newer revision added must go. The first operation fails when another
    /// object got the name meanwhile.
    private static Patch patch(WorkloadObject workload, JsonNode template) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        operations.addObject().put("op", "test").put("path", "/metadata/uid").put("value", workload.uid());
        operations
                .addObject()
                .put("op", "replace")
                .put("path", workload.templatePath())
                .set("value", clean(template));
        return Patch.operations(operations);
    }

    /// The template without what its keeper added to it: a replica set's hash, a controller revision's patch word.
    private static JsonNode clean(JsonNode template) {
        JsonNode copy = template.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("$patch");
        }
        if (copy.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove("pod-template-hash");
        }
        return copy;
    }
}
