package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.RolloutEnding;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.cluster.Write;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Changed;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The one path that every change to a workload takes: find it, send the change (as a dry run or for real), read the
/// new values from the answer, and wait until it took effect.
final class WorkloadChanger {
    private final Cluster cluster;
    private final Targets targets;
    private final RolloutPace pace;

    WorkloadChanger(Cluster cluster, RolloutPace pace) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.pace = pace;
    }

    /// What a tool makes of the workload that was asked for.
    sealed interface Intent {
        record Make(WorkloadChange change) implements Intent {}

        /// It cannot be changed in this way.
        record Not(ToolResult result) implements Intent {}

        static Intent not(String cause, String suggestion) {
            return new Not(new Failed(cause, suggestion));
        }
    }

    ToolResult change(
            String name, @Nullable String namespace, Invocation invocation, Function<WorkloadObject, Intent> intent) {
        Scope scope = Scope.of(namespace, invocation);
        if (scope.everywhere()) {
            return new Failed("A change needs one namespace, not all of them", "Name the namespace.");
        }
        return switch (targets.findWorkload(name, scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) ->
                new Failed(
                        "%s in namespace %s belongs to no workload".formatted(pod.display(), pod.namespace()),
                        "Name a deployment, stateful set or daemon set.");
            case Targets.Target.Workload(WorkloadView view) -> {
                Optional<JsonNode> json = read(view);
                yield json.isEmpty()
                        ? gone(view)
                        : make(intent.apply(new WorkloadObject(view, json.get())), invocation);
            }
        };
    }

    private Optional<JsonNode> read(WorkloadView view) {
        return KnownKinds.find(view.id().kind())
                .flatMap(kind -> cluster.findObject(
                        kind, view.id().namespace(), view.id().name()));
    }

    private ToolResult make(Intent intent, Invocation invocation) {
        return switch (intent) {
            case Intent.Not(ToolResult result) -> result;
            case Intent.Make(WorkloadChange change) -> make(change, invocation);
        };
    }

    private ToolResult make(WorkloadChange change, Invocation invocation) {
        Optional<JsonNode> answer = cluster.writes(write(invocation.mode())).patch(change.target(), change.patch());
        if (answer.isEmpty()) {
            return gone(change.workload().view());
        }
        List<Change> changes = change.changes().apply(answer.get());
        if (changes.isEmpty()) {
            return new Completed(new Block.Fact(change.already()));
        }
        return switch (invocation.mode()) {
            case DRY_RUN -> new Planned(changes, change.losses(), List.of(), change.undo());
            case APPLY -> made(changes, change, invocation);
        };
    }

    private static NotFound gone(WorkloadView view) {
        return new NotFound(view.id().kind(), view.id().name(), List.of());
    }

    static Write write(WriteMode mode) {
        return switch (mode) {
            case DRY_RUN -> Write.TRIED;
            case APPLY -> Write.STORED;
        };
    }

    private Changed made(List<Change> changes, WorkloadChange change, Invocation invocation) {
        WorkloadObject workload = change.workload();
        boolean waits =
                change.target().part().equals("scale") || workload.restraint().isEmpty();
        var blocks = new ArrayList<Block>();
        Settled settled = Settled.YES;
        if (waits) {
            RolloutEnding ending = cluster.awaitRollout(workload.id(), pace, invocation.progress());
            settled = settled(ending);
            blocks.add(new Block.Fact(sentence(workload, ending)));
        } else {
            blocks.add(new Block.Fact("%s was changed. %s".formatted(workload.phrase(), workload.restraint())));
        }
        change.notes().forEach(note -> blocks.add(new Block.Fact(note)));
        return new Changed(changes, blocks, change.undo(), settled);
    }

    private static Settled settled(RolloutEnding ending) {
        return switch (ending) {
            case RolloutEnding.Ready _, RolloutEnding.Paused _ -> Settled.YES;
            case RolloutEnding.Failing _, RolloutEnding.TimedOut _, RolloutEnding.Unseen _, RolloutEnding.Gone _ ->
                Settled.NO;
            case RolloutEnding.Stopped _ -> Settled.UNWATCHED;
        };
    }

    private String sentence(WorkloadObject workload, RolloutEnding ending) {
        return switch (ending) {
            case RolloutEnding.Ready(WorkloadView view)
            when view.desired() == 0 -> "%s has no pods any more.".formatted(workload.phrase());
            case RolloutEnding.Ready(WorkloadView view) ->
                "%s: %d of %d pods ready.".formatted(workload.phrase(), view.ready(), view.desired());
            case RolloutEnding.Failing(String progress, String reason) ->
                "%s was changed, but does not become ready: %s. %s."
                        .formatted(workload.phrase(), Words.shortened(reason, 500), progress);
            case RolloutEnding.Paused(String progress) ->
                "%s was changed, but its rollout is paused: %s. Resume it to see the change."
                        .formatted(workload.phrase(), progress);
            case RolloutEnding.TimedOut(String progress) ->
                "%s was changed, but is not ready after %d seconds: %s."
                        .formatted(workload.phrase(), pace.limit().toSeconds(), progress);
            case RolloutEnding.Stopped(String progress) ->
                "%s was changed; waiting for it was stopped: %s.".formatted(workload.phrase(), progress);
            case RolloutEnding.Unseen(String message) ->
                "%s was changed, but what came of it could not be seen: %s".formatted(workload.phrase(), message);
            case RolloutEnding.Gone() -> "%s was changed, and is gone now.".formatted(workload.phrase());
        };
    }
}
