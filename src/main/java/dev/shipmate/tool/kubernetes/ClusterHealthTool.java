package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
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
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A look over the whole cluster: version, nodes, unhealthy workloads and pods, recent warnings.
final class ClusterHealthTool implements Tool<ClusterHealthTool.Request> {
    private static final Duration RECENT = Duration.ofHours(1);

    /// The namespace to look at; the whole cluster when left out.
    record Request(@Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Clock clock;

    ClusterHealthTool(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("cluster_health", Effect.READ, Trust.FACTS, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        var scope =
                new Scope(request.namespace() == null || request.namespace().equals("*") ? "" : request.namespace());
        var missing = scope.missing(cluster);
        if (missing.isPresent()) {
            return missing.get();
        }
        List<Callable<List<Block>>> parts =
                List.of(this::server, this::nodes, () -> pods(scope), () -> workloads(scope), () -> warnings(scope));
        return new Completed(Parallel.all(parts).stream().flatMap(List::stream).toList());
    }

    private List<Block> server() {
        return List.of(new Block.Fact(
                "Cluster %s runs Kubernetes %s.".formatted(cluster.target().context(), cluster.version())));
    }

    private List<Block> nodes() {
        var nodes = new NodeTable();
        cluster.forEachObject(KnownKinds.NODES, "", "", nodes::add);
        return nodes.toBlocks();
    }

    private List<Block> pods(Scope scope) {
        var pods = new PodTable(PodTable.PROBLEMS_FIRST);
        cluster.forEachPod(scope.namespace(), "", pods::add);
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("%s %s, %s: %s."
                .formatted(
                        Words.count(pods.total(), "pod"),
                        scope.phrase(),
                        pods.unhealthy() == 0 ? "all healthy" : pods.unhealthy() + " unhealthy",
                        pods.counts())));
        if (pods.unhealthy() > 0) {
            blocks.add(pods.unhealthyTable(clock.instant()));
        }
        return blocks;
    }

    private List<Block> workloads(Scope scope) {
        List<WorkloadView> workloads = cluster.workloads(KnownKinds.WORKLOADS, scope.namespace());
        return workloads.isEmpty()
                ? List.of()
                : List.of(new Block.Fact(WorkloadTable.summary(workloads, scope.phrase())));
    }

    private List<Block> warnings(Scope scope) {
        Instant oldest = clock.instant().minus(RECENT);
        var warnings = new EventTable();
        cluster.forEachEvent(scope.namespace(), "", event -> {
            if (event.warning() && !event.last().isBefore(oldest)) {
                warnings.add(event);
            }
        });
        return List.of(new Block.Fact(
                warnings.total() == 0
                        ? "No warnings in the last hour."
                        : "%s in the last hour: %s."
                                .formatted(
                                        Words.count(warnings.total(), "warning"),
                                        warnings.counts().replace(" (warning)", ""))));
    }
}
