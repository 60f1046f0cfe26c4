package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Metrics;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.Quantity;
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
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Shows what pods or nodes use, beside what they asked for, the greediest first.
final class TopTool implements Tool<TopTool.Request> {
    private static final int ROWS = 50;

    /// Pods or nodes; for pods of a namespace or of one workload.
    record Request(
            @Nullable Kind kind,
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace,
            @Nullable Sort sort) {}

    /// What is measured.
    enum Kind {
        PODS,
        NODES
    }

    /// What comes first.
    enum Sort {
        CPU,
        MEMORY
    }

    private final Cluster cluster;
    private final Targets targets;

    TopTool(Cluster cluster) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("top", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        Sort sort = Objects.requireNonNullElse(request.sort(), Sort.CPU);
        if (request.kind() == Kind.NODES) {
            return nodes(sort);
        }
        if (request.name() == null) {
            var table = new UsageTable(sort, scope.everywhere());
            cluster.forEachPod(scope.namespace(), "", table::expect);
            return table.expectsNone()
                    ? scope.missing(cluster)
                            .orElseGet(() ->
                                    new Completed(new Block.Fact("There are no pods %s.".formatted(scope.phrase()))))
                    : pods(table, scope, scope.phrase());
        }
        return switch (targets.findWorkload(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) -> {
                var table = new UsageTable(sort, false);
                table.expect(pod);
                yield pods(table, new Scope(pod.namespace()), "called " + pod.name());
            }
            case Targets.Target.Workload(WorkloadView workload) -> {
                var table = new UsageTable(sort, false);
                targets.forEachPod(workload, table::expect);
                yield pods(
                        table,
                        new Scope(workload.id().namespace()),
                        "of " + workload.id().display());
            }
        };
    }

    private ToolResult pods(UsageTable table, Scope scope, String which) {
        cluster.metrics().forEachPod(scope.namespace(), "", table::add);
        if (!table.isEmpty()) {
            return new Completed(table.toBlocks(which));
        }
        return noMetrics()
                .orElseGet(() -> new Completed(new Block.Fact(
                        "There are no measurements of pods %s yet; a new pod is measured after about a minute."
                                .formatted(which))));
    }

    private ToolResult nodes(Sort sort) {
        List<Metrics.Usage> measured = cluster.metrics().nodes().orElse(List.of());
        if (measured.isEmpty()) {
            return noMetrics()
                    .orElseGet(() -> new Completed(new Block.Fact("There are no measurements of nodes yet.")));
        }
        Map<String, Offer> offers = offers();
        List<List<String>> rows = measured.stream()
                .sorted(UsageTable.order(sort))
                .limit(ROWS)
                .map(usage -> {
                    Offer offer = offers.getOrDefault(usage.name(), new Offer());
                    return List.of(
                            usage.name(),
                            usage.cpuMillicores() + "m",
                            UsageTable.percent(usage.cpuMillicores(), offer.cpu),
                            UsageTable.percent(offer.cpuRequested, offer.cpu),
                            Quantity.mebibytes(usage.memoryBytes()),
                            UsageTable.percent(usage.memoryBytes(), offer.memory),
                            UsageTable.percent(offer.memoryRequested, offer.memory));
                })
                .toList();
        return new Completed(
                new Block.Fact("%s measured. %%: of what the node offers to pods; REQUESTED: what its pods asked for."
                        .formatted(Words.count(measured.size(), "node"))),
                new Block.Table(
                        List.of("NAME", "CPU", "CPU%", "CPU REQUESTED", "MEMORY", "MEMORY%", "MEMORY REQUESTED"),
                        rows,
                        measured.size() - rows.size()));
    }

    /// What a node offers to pods, and how much of it they have asked for.
    private static final class Offer {
        private long cpu;
        private long cpuRequested;
        private long memory;
        private long memoryRequested;
    }

    private Map<String, Offer> offers() {
        Map<String, Offer> offers = new HashMap<>();
        cluster.forEachObject(KnownKinds.NODES, "", "", node -> {
            JsonNode allocatable = node.path("status").path("allocatable");
            Offer offer =
                    offers.computeIfAbsent(node.path("metadata").path("name").asString(""), _ -> new Offer());
            offer.cpu = Quantity.millicores(allocatable.path("cpu").asString(""));
            offer.memory = Quantity.bytes(allocatable.path("memory").asString(""));
        });
        cluster.forEachPod("", "", pod -> {
            Offer offer = offers.get(pod.node());
            if (offer != null && !pod.completed() && !pod.phase().equals("Failed")) {
                offer.cpuRequested += pod.resources().cpuRequestMillicores();
                offer.memoryRequested += pod.resources().memoryRequestBytes();
            }
        });
        return offers;
    }

    private Optional<ToolResult> noMetrics() {
        String absence = cluster.metrics().absence();
        if (absence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Failed(
                absence,
                absence.startsWith("There is no")
                        ? "Install it, on minikube with `minikube addons enable metrics-server`, and ask again after a"
                                + " minute."
                        : "Ask again when it runs."));
    }
}
