package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Changed;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.kubernetes.WorkloadChanger.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Changes fields of one object of any kind, as `kubectl patch` does: by a strategic merge for Kubernetes' own
/// kinds, by a merge for others.
final class PatchTool implements Tool<PatchTool.Request> {
    private static final Set<String> ROLLED_OUT = Set.of("deployment", "statefulset", "daemonset");

    /// The object to change, and the fields with their new values as JSON; `null` takes a field away.
    record Request(
            @Live(LiveName.KIND) String kind,
            String name,
            String patch,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final WorkloadChanger changer;

    PatchTool(Cluster cluster, RolloutPace pace) {
        this.cluster = cluster;
        this.changer = new WorkloadChanger(cluster, pace);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("patch", Effect.CHANGE, Trust.FACTS, Request.class);
    }

    /// A call that patches an object.
    static ToolCall call(ObjectName object, String patch) {
        ToolCall call = new ToolCall("patch", Map.of())
                .with("kind", object.kind().display())
                .with("name", object.name())
                .with("patch", patch);
        return object.kind().namespaced() ? call.with("namespace", object.namespace()) : call;
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Optional<ResourceKind> kind = cluster.findKind(request.kind());
        if (kind.isEmpty()) {
            List<String> kinds = cluster.inventory().kinds().stream()
                    .map(Inventory.KindName::plural)
                    .toList();
            return new NotFound("kind", request.kind(), Spelling.nearest(request.kind(), kinds));
        }
        Optional<ObjectNode> patch = read(request.patch());
        if (patch.isEmpty()) {
            return new Failed(
                    "The patch is not a JSON object",
                    "Give the fields to change, such as {\"spec\":{\"replicas\":2}}.");
        }
        if (kind.get().equals(KnownKinds.SECRETS)
                && (patch.get().has("data") || patch.get().has("stringData"))) {
            return new Failed(
                    "The values of a Secret are not patched here: they would be written into the conversation and the"
                            + " journal",
                    "Change them where the values are kept, or with kubectl.");
        }
        String name = request.name().substring(request.name().indexOf('/') + 1);
        Scope scope = Scope.of(request.namespace(), invocation);
        if (kind.get().namespaced() && scope.everywhere()) {
            return new Failed("A change needs one namespace, not all of them", "Name the namespace.");
        }
        if (ROLLED_OUT.contains(kind.get().singular())) {
            return changer.change(
                    kind.get().singular() + "/" + name,
                    scope.namespace(),
                    invocation,
                    workload -> new Intent.Make(change(workload, patch.get())));
        }
        return change(
                new ObjectName(kind.get(), kind.get().namespaced() ? scope.namespace() : "", name),
                patch.get(),
                scope,
                invocation);
    }

    private static Optional<ObjectNode> read(String text) {
        try {
            return JsonMapper.shared().readTree(text) instanceof ObjectNode object && !object.isEmpty()
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static WorkloadChange change(WorkloadObject workload, ObjectNode patch) {
        return new WorkloadChange(
                workload,
                workload.name(),
                Patch.strategic(guarded(patch, workload.json())),
                after -> new ObjectChanges(
                                workload.id().display(), workload.id().namespace())
                        .between(workload.json(), after),
                "%s has these values already.".formatted(workload.phrase()),
                List.of(),
                List.of(),
                undo(workload.name(), patch, workload.json()));
    }

    private ToolResult change(ObjectName object, ObjectNode patch, Scope scope, Invocation invocation) {
        Optional<JsonNode> before = Targets.isPossible(object.name())
                ? cluster.findObject(object.kind(), object.namespace(), object.name())
                : Optional.empty();
        if (before.isEmpty()) {
            return missing(object, scope);
        }
        ObjectNode body = guarded(patch, before.get());
        Optional<JsonNode> after = cluster.writes(WorkloadChanger.write(invocation.mode()))
                .patch(object, isStrategic(object.kind()) ? Patch.strategic(body) : Patch.merge(body));
        if (after.isEmpty()) {
            return missing(object, scope);
        }
        List<Change> changes =
                new ObjectChanges(object.display(), object.namespace()).between(before.get(), after.get());
        if (changes.isEmpty()) {
            return new Completed(new Block.Fact("%s has these values already.".formatted(object.display())));
        }
        Undo undo = undo(object, patch, before.get());
        return switch (invocation.mode()) {
            case DRY_RUN -> new Planned(changes, List.of(), List.of(), undo);
            case APPLY ->
                new Changed(
                        changes,
                        List.of(new Block.Fact("%s was changed.".formatted(object.display()))),
                        undo,
                        Settled.YES);
        };
    }

    private ToolResult missing(ObjectName object, Scope scope) {
        Optional<ToolResult> noNamespace = object.kind().namespaced() ? scope.missing(cluster) : Optional.empty();
        return noNamespace.orElseGet(() -> new NotFound(
                object.kind().singular(),
                object.name(),
                Spelling.nearest(
                        object.name(), cluster.inventory().names(object.kind().display(), object.namespace()))));
    }

    /// With the uid of the object that was read: another one that got the name meanwhile is left alone.
    private static ObjectNode guarded(ObjectNode patch, JsonNode object) {
        ObjectNode guarded = patch.deepCopy();
        guarded.withObjectProperty("metadata")
                .put("uid", object.path("metadata").path("uid").asString(""));
        return guarded;
    }

    private static boolean isStrategic(ResourceKind kind) {
        return !kind.group().contains(".") || kind.group().endsWith(".k8s.io");
    }

    private static Undo undo(ObjectName object, ObjectNode patch, JsonNode before) {
        return new InversePatch(isStrategic(object.kind()))
                .of(patch, before)
                .<Undo>map(inverse -> new Undo.By(call(object, inverse.toString())))
                .orElseGet(() -> new Undo.Impossible("the patch of %s has directives, whose effect cannot be taken back"
                        .formatted(object.display())));
    }
}
