package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.GoneEnding;
import dev.shipmate.cluster.ObjectName;
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
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Deletes one object of any kind, and says before what is lost with it.
final class DeleteTool implements Tool<DeleteTool.Request> {
    /// The object to delete; `name` may be written with its kind, as `service/web`.
    record Request(
            @Live(LiveName.KIND) String kind,
            String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final RolloutPace pace;
    private final Losses losses;

    DeleteTool(Cluster cluster, RolloutPace pace) {
        this.cluster = cluster;
        this.pace = pace;
        this.losses = new Losses(cluster);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("delete", Effect.DESTROY, Trust.FACTS, Request.class);
    }

    /// A call that deletes an object.
    static ToolCall call(ObjectName object) {
        ToolCall call = new ToolCall("delete", Map.of())
                .with("kind", object.kind().display())
                .with("name", object.name());
        return object.kind().namespaced() ? call.with("namespace", object.namespace()) : call;
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Optional<ResourceKind> kind = cluster.findKind(request.kind());
        if (kind.isEmpty()) {
            return new NotFound("kind", request.kind(), Spelling.nearest(request.kind(), kinds()));
        }
        String name = request.name().substring(request.name().indexOf('/') + 1);
        String written = request.name().substring(0, Math.max(0, request.name().indexOf('/')));
        if (!written.isEmpty() && !kind.get().isCalled(written)) {
            return new Failed(
                    "%s is no %s".formatted(request.name(), kind.get().singular()),
                    "Give the kind and the name of one object.");
        }
        Scope scope = Scope.of(request.namespace(), invocation);
        if (kind.get().namespaced() && scope.everywhere()) {
            return new Failed("Deleting needs one namespace, not all of them", "Name the namespace.");
        }
        return delete(
                new ObjectName(kind.get(), kind.get().namespaced() ? scope.namespace() : "", name), scope, invocation);
    }

    private List<String> kinds() {
        return cluster.inventory().kinds().stream().map(kind -> kind.plural()).toList();
    }

    private ToolResult delete(ObjectName name, Scope scope, Invocation invocation) {
        Optional<JsonNode> found = Targets.isPossible(name.name())
                ? cluster.findObject(name.kind(), name.namespace(), name.name())
                : Optional.empty();
        if (found.isEmpty()) {
            return missing(name, scope);
        }
        JsonNode object = found.get();
        List<String> lost = losses.of(name, object);
        String uid = object.path("metadata").path("uid").asString("");
        if (cluster.writes(WorkloadChanger.write(invocation.mode()))
                .delete(name, uid)
                .isEmpty()) {
            return missing(name, scope);
        }
        List<Change> changes = List.of(new Change(name.display(), name.namespace(), "object", "exists", "deleted"));
        return switch (invocation.mode()) {
            case DRY_RUN -> new Planned(changes, lost);
            case APPLY -> {
                GoneEnding ending = cluster.awaitGone(name, uid, pace, invocation.progress());
                yield new Changed(
                        changes,
                        List.of(new Block.Fact(sentence(name, ending))),
                        new Undo.Impossible("%s is deleted; it comes back only from its manifest or its owner"
                                .formatted(name.display())),
                        settled(ending));
            }
        };
    }

    private static Settled settled(GoneEnding ending) {
        return switch (ending) {
            case GoneEnding.Gone _ -> Settled.YES;
            case GoneEnding.Kept _, GoneEnding.Unseen _ -> Settled.NO;
            case GoneEnding.Stopped _ -> Settled.UNWATCHED;
        };
    }

    private ToolResult missing(ObjectName name, Scope scope) {
        Optional<ToolResult> noNamespace = name.kind().namespaced() ? scope.missing(cluster) : Optional.empty();
        return noNamespace.orElseGet(() -> new NotFound(
                name.kind().singular(),
                name.name(),
                Spelling.nearest(
                        name.name(), cluster.inventory().names(name.kind().display(), name.namespace()))));
    }

    private String sentence(ObjectName name, GoneEnding ending) {
        return switch (ending) {
            case GoneEnding.Gone() -> "%s is gone.".formatted(name.display());
            case GoneEnding.Kept(String reason) ->
                "%s is marked for deletion, but still there after %d seconds: %s."
                        .formatted(name.display(), pace.limit().toSeconds(), reason);
            case GoneEnding.Stopped() ->
                "%s is being deleted; waiting for its end was stopped.".formatted(name.display());
            case GoneEnding.Unseen(String message) ->
                "%s is being deleted, but its end could not be seen: %s".formatted(name.display(), message);
        };
    }
}
