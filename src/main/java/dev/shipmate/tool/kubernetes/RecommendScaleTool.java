package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.monitoring.Adjustment;
import dev.shipmate.monitoring.Observation;
import dev.shipmate.monitoring.ScaleAdvisor;
import dev.shipmate.monitoring.ScaleFacts;
import dev.shipmate.monitoring.ScaleProposal;
import dev.shipmate.monitoring.ScaleReader;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolResult.Proposed;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Proposes how many pods a workload should have and what they should request, from what they use and what the cluster
/// can still take. It changes nothing: the change that it proposes goes through the gate like any other.
final class RecommendScaleTool implements Tool<RecommendScaleTool.Request> {
    private static final Set<String> ADVISED = Set.of("deployment", "statefulset", "daemonset");

    /// The workload, and whether room is wanted for more load than there is.
    record Request(
            @Live(LiveName.WORKLOAD) String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace,
            boolean more) {}

    private final Cluster cluster;
    private final Targets targets;
    private final UsageWatch usage;

    RecommendScaleTool(Cluster cluster, MeasuringPace pace) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.usage = new UsageWatch(cluster, targets, pace);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("recommend_scale", Effect.READ, Trust.FACTS, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        return switch (targets.findWorkload(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) ->
                new Failed(
                        "%s in namespace %s belongs to no workload".formatted(pod.display(), pod.namespace()),
                        "Name a deployment, stateful set or daemon set.");
            case Targets.Target.Workload(WorkloadView workload) -> advise(workload, request.more(), invocation);
        };
    }

    private ToolResult advise(WorkloadView workload, boolean more, Invocation invocation) {
        if (!ADVISED.contains(workload.id().kind())) {
            return new Failed(
                    "%s runs to an end, so there is no load to scale it for"
                            .formatted(workload.id().display()),
                    "Name a deployment, stateful set or daemon set.");
        }
        Optional<JsonNode> json = KnownKinds.find(workload.id().kind())
                .flatMap(kind -> cluster.findObject(
                        kind, workload.id().namespace(), workload.id().name()));
        if (json.isEmpty()) {
            return new NotFound(workload.id().kind(), workload.id().name(), List.of());
        }
        Observation observed = usage.observe(workload, invocation);
        ScaleFacts facts = new ScaleReader(cluster).read(workload, json.get(), observed);
        return result(workload, new ScaleAdvisor(facts, more).advise());
    }

    private static ToolResult result(WorkloadView workload, ScaleProposal proposal) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(proposal.verdict()));
        if (!proposal.adjustments().isEmpty()) {
            blocks.add(table(proposal.adjustments()));
        }
        proposal.reasons().forEach(reason -> blocks.add(new Block.Fact(reason)));
        if (!proposal.adjustments().isEmpty()) {
            return new Proposed(blocks, AdjustmentCalls.of(workload.id(), proposal.adjustments()));
        }
        return proposal.blocked().isEmpty()
                ? new Completed(blocks)
                : new Failed(
                        "%s cannot be scaled up: %s".formatted(workload.id().display(), proposal.blocked()),
                        "Nothing was changed.",
                        blocks.subList(1, blocks.size()));
    }

    private static Block.Table table(List<Adjustment> adjustments) {
        return new Block.Table(
                List.of("WHAT", "NOW", "PROPOSED", "WHY"),
                adjustments.stream()
                        .map(it -> List.of(it.what(), it.before(), it.after(), it.why()))
                        .toList(),
                0);
    }
}
