package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.RevisionView;
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
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists the revisions that a workload can go back to.
final class RolloutHistoryTool implements Tool<RolloutHistoryTool.Request> {
    private static final int CAUSE = 100;

    /// The workload.
    record Request(
            @Live(LiveName.WORKLOAD) String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Targets targets;
    private final Clock clock;

    RolloutHistoryTool(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.clock = clock;
    }

    @Override
    public ToolSpec<Request> spec() {
        // Anybody may write a change cause.
        return new ToolSpec<>("rollout_history", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        return switch (targets.findWorkload(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) ->
                new Completed(new Block.Fact("pod/%s stands alone and has no rollout history.".formatted(pod.name())));
            case Targets.Target.Workload(WorkloadView workload) -> history(workload);
        };
    }

    private ToolResult history(WorkloadView workload) {
        List<RevisionView> revisions = workload.id().kind().endsWith("job")
                ? List.of()
                : cluster.revisions().of(workload);
        String name = workload.id().display();
        if (revisions.isEmpty()) {
            return new Completed(new Block.Fact("%s has no rollout history.".formatted(name)));
        }
        var table = new Block.Table(
                List.of("REVISION", "CURRENT", "IMAGES", "CHANGE-CAUSE", "AGE"),
                revisions.stream().map(this::row).toList(),
                0);
        return new Completed(
                new Block.Fact("%s in namespace %s has %s; revision %d is current."
                        .formatted(
                                name,
                                workload.id().namespace(),
                                Words.count(revisions.size(), "revision"),
                                revisions.getFirst().number())),
                table);
    }

    private List<String> row(RevisionView revision) {
        return List.of(
                String.valueOf(revision.number()),
                revision.current() ? "yes" : "",
                revision.images().stream()
                        .map(WorkloadView.ContainerImage::image)
                        .collect(Collectors.joining(", ")),
                revision.changeCause().isEmpty() ? "<none>" : Words.shortened(revision.changeCause(), CAUSE),
                Age.of(revision.created(), clock.instant()));
    }
}
