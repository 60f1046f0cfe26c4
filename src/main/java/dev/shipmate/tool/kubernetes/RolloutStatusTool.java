package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells whether rollouts are through, by kubectl's rule, and what holds up those that are not.
final class RolloutStatusTool implements Tool<RolloutStatusTool.Request> {
    /// One workload, or all of a namespace.
    record Request(
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Targets targets;
    private final Clock clock;

    RolloutStatusTool(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.clock = clock;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("rollout_status", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        if (request.name() == null) {
            return all(scope);
        }
        return switch (targets.findWorkload(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) ->
                new Completed(new Block.Fact(
                        "pod/%s stands alone: nothing rolls it out. It is %s.".formatted(pod.name(), pod.status())));
            case Targets.Target.Workload(WorkloadView workload) -> one(workload);
        };
    }

    private ToolResult one(WorkloadView workload) {
        var blocks = new ArrayList<Block>(
                List.of(new Block.Fact(sentence(workload)), new Block.Fact(WorkloadTable.sentence(workload))));
        if (!workload.healthy()) {
            var pods = new PodTable(PodTable.PROBLEMS_FIRST);
            targets.forEachPod(workload, pods::add);
            if (pods.total() > 0) {
                blocks.add(pods.toTable(false, clock.instant()));
            }
        }
        return new Completed(blocks);
    }

    private ToolResult all(Scope scope) {
        List<WorkloadView> workloads = cluster.workloads(KnownKinds.ROLLED_OUT, scope.namespace());
        if (workloads.isEmpty()) {
            return scope.missing(cluster)
                    .orElseGet(() -> new Completed(new Block.Fact(
                            "There are no deployments, stateful sets or daemon sets %s.".formatted(scope.phrase()))));
        }
        List<WorkloadView> open = workloads.stream()
                .filter(workload -> !(workload.rollout() instanceof RolloutState.Done))
                .toList();
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(
                open.isEmpty()
                        ? "All workloads %s are rolled out (%d).".formatted(scope.phrase(), workloads.size())
                        : "%d of %s %s %s not rolled out."
                                .formatted(
                                        open.size(),
                                        Words.count(workloads.size(), "workload"),
                                        scope.phrase(),
                                        open.size() == 1 ? "is" : "are")));
        open.stream().limit(10).forEach(workload -> blocks.add(new Block.Fact(sentence(workload))));
        blocks.add(WorkloadTable.toTable(workloads, scope.everywhere(), clock.instant()));
        return new Completed(blocks);
    }

    private static String sentence(WorkloadView workload) {
        String name = workload.id().display();
        return switch (workload.rollout()) {
            case RolloutState.Done() -> "The rollout of %s is complete.".formatted(name);
            case RolloutState.Waiting(String progress) -> "The rollout of %s goes on: %s.".formatted(name, progress);
            case RolloutState.Stuck(String reason) -> "The rollout of %s is stuck: %s".formatted(name, reason);
            case RolloutState.Paused() -> "The rollout of %s is paused.".formatted(name);
        };
    }
}
