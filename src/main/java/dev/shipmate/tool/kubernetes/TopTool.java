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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        return new ToolSpec<>("top", Effect.READ, Trust.FACTS, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        Sort sort = Objects.requireNonNullElse(request.sort(), Sort.CPU);
        if (request.kind() == Kind.NODES) {
            return nodes(sort);
        }
        if (request.name() == null) {
            Map<String, PodView> pods = new HashMap<>();
            cluster.forEachPod(scope.namespace(), "", pod -> pods.put(key(pod), pod));
            return pods.isEmpty()
                    ? scope.missing(cluster)
                            .orElseGet(() ->
                                    new Completed(new Block.Fact("There are no pods %s.".formatted(scope.phrase()))))
                    : pods(pods, scope, scope.phrase(), sort);
        }
        return switch (targets.findWorkload(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) ->
                pods(Map.of(key(pod), pod), new Scope(pod.namespace()), "called " + pod.name(), sort);
            case Targets.Target.Workload(WorkloadView workload) -> {
                Map<String, PodView> pods = new HashMap<>();
                targets.forEachPod(workload, pod -> pods.put(key(pod), pod));
                yield pods(
                        pods,
                        new Scope(workload.id().namespace()),
                        "of " + workload.id().display(),
                        sort);
            }
        };
    }

    private ToolResult pods(Map<String, PodView> pods, Scope scope, String which, Sort sort) {
        Optional<List<Metrics.Usage>> measured = cluster.metrics().pods(scope.namespace());
        if (measured.isEmpty()) {
            return noMetrics();
        }
        List<Metrics.Usage> usages = measured.get().stream()
                .filter(usage -> pods.containsKey(key(usage)))
                .sorted(order(sort))
                .toList();
        if (usages.isEmpty()) {
            return new Completed(new Block.Fact(
                    "There are no measurements of pods %s yet; a new pod is measured after about a minute."
                            .formatted(which)));
        }
        long cpu = usages.stream().mapToLong(Metrics.Usage::cpuMillicores).sum();
        long memory = usages.stream().mapToLong(Metrics.Usage::memoryBytes).sum();
        Metrics.Usage first = usages.getFirst();
        var sentence = "%s %s: %dm CPU and %s memory together. pod/%s uses most %s: %s."
                .formatted(
                        Words.count(usages.size(), "measured pod"),
                        which,
                        cpu,
                        Quantity.mebibytes(memory),
                        first.name(),
                        sort == Sort.CPU ? "CPU" : "memory",
                        sort == Sort.CPU ? first.cpuMillicores() + "m" : Quantity.mebibytes(first.memoryBytes()));
        List<List<String>> rows = usages.stream()
                .limit(ROWS)
                .map(usage -> row(usage, Objects.requireNonNull(pods.get(key(usage))), scope.everywhere()))
                .toList();
        var header = new ArrayList<>(
                List.of("NAME", "CPU", "CPU REQUEST", "CPU LIMIT", "MEMORY", "MEMORY REQUEST", "MEMORY LIMIT"));
        if (scope.everywhere()) {
            header.addFirst("NAMESPACE");
        }
        return new Completed(new Block.Fact(sentence), new Block.Table(header, rows, usages.size() - rows.size()));
    }

    private static List<String> row(Metrics.Usage usage, PodView pod, boolean everywhere) {
        var row = new ArrayList<String>();
        if (everywhere) {
            row.add(usage.namespace());
        }
        row.add(usage.name());
        row.add(usage.cpuMillicores() + "m");
        row.add(cpu(pod.resources().cpuRequestMillicores()));
        row.add(cpu(pod.resources().cpuLimitMillicores()));
        row.add(Quantity.mebibytes(usage.memoryBytes()));
        row.add(memory(pod.resources().memoryRequestBytes()));
        row.add(memory(pod.resources().memoryLimitBytes()));
        return row;
    }

    private ToolResult nodes(Sort sort) {
        Optional<List<Metrics.Usage>> measured = cluster.metrics().nodes();
        if (measured.isEmpty()) {
            return noMetrics();
        }
        Map<String, long[]> allocatable = new HashMap<>();
        cluster.forEachObject(
                KnownKinds.NODES,
                "",
                "",
                node -> allocatable.put(node.path("metadata").path("name").asString(""), new long[] {
                    Quantity.millicores(
                            node.path("status").path("allocatable").path("cpu").asString("")),
                    Quantity.bytes(node.path("status")
                            .path("allocatable")
                            .path("memory")
                            .asString(""))
                }));
        List<List<String>> rows = measured.get().stream()
                .sorted(order(sort))
                .limit(ROWS)
                .map(usage -> {
                    long[] limit = allocatable.getOrDefault(usage.name(), new long[] {0, 0});
                    return List.of(
                            usage.name(),
                            usage.cpuMillicores() + "m",
                            percent(usage.cpuMillicores(), limit[0]),
                            Quantity.mebibytes(usage.memoryBytes()),
                            percent(usage.memoryBytes(), limit[1]));
                })
                .toList();
        return new Completed(
                new Block.Fact(
                        "%s measured.".formatted(Words.count(measured.get().size(), "node"))),
                new Block.Table(
                        List.of("NAME", "CPU", "CPU%", "MEMORY", "MEMORY%"),
                        rows,
                        measured.get().size() - rows.size()));
    }

    private static Failed noMetrics() {
        return new Failed(
                "There is no metrics server in this cluster, so nobody measures CPU and memory",
                "Install it, on minikube with `minikube addons enable metrics-server`, and ask again after a minute.");
    }

    private static Comparator<Metrics.Usage> order(Sort sort) {
        Comparator<Metrics.Usage> usage = switch (sort) {
            case CPU -> Comparator.comparingLong(Metrics.Usage::cpuMillicores);
            case MEMORY -> Comparator.comparingLong(Metrics.Usage::memoryBytes);
        };
        return usage.reversed().thenComparing(Metrics.Usage::name);
    }

    private static String key(PodView pod) {
        return pod.namespace() + "/" + pod.name();
    }

    private static String key(Metrics.Usage usage) {
        return usage.namespace() + "/" + usage.name();
    }

    private static String cpu(long millicores) {
        return millicores == 0 ? "-" : millicores + "m";
    }

    private static String memory(long bytes) {
        return bytes == 0 ? "-" : Quantity.mebibytes(bytes);
    }

    private static String percent(long used, long of) {
        return of == 0 ? "-" : used * 100 / of + "%";
    }
}
