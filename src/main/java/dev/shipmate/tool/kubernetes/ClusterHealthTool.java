package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.redaction.Redactor;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A look over the whole cluster: version, nodes, control plane, unhealthy workloads and pods, what is behind it,
/// recent warnings. What the user may not see is said, and the rest is shown.
final class ClusterHealthTool implements Tool<ClusterHealthTool.Request> {
    private static final Duration RECENT = Duration.ofHours(1);
    private static final String SYSTEM = "kube-system";

    /// Of these many namespaces the causes are looked for.
    private static final int MOST_EXAMINED = 3;

    private static final int MOST_FINDINGS = 5;
    private static final int CAUSE = 240;

    /// The namespace to look at; the whole cluster when left out.
    record Request(@Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Clock clock;
    private final Diagnosis diagnosis;

    ClusterHealthTool(Cluster cluster, Clock clock, Redactor redactor) {
        this.cluster = cluster;
        this.clock = clock;
        this.diagnosis = new Diagnosis(cluster, redactor, clock);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("cluster_health", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        var scope =
                new Scope(request.namespace() == null || request.namespace().equals("*") ? "" : request.namespace());
        var missing = scope.missing(cluster);
        if (missing.isPresent()) {
            return missing.get();
        }
        List<Callable<List<Block>>> parts = List.of(
                this::server,
                () -> permitted("nodes", this::nodes),
                () -> permitted("pods", () -> pods(scope)),
                () -> permitted("workloads", () -> workloads(scope)),
                () -> permitted("events", () -> warnings(scope)));
        return new Completed(Parallel.all(parts).stream().flatMap(List::stream).toList());
    }

    private static List<Block> permitted(String what, Supplier<List<Block>> part) {
        try {
            return part.get();
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN ->
                    List.of(new Block.Fact("The %s could not be seen: you may not list them there.".formatted(what)));
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
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
        var system = new SystemPods();
        Map<String, Integer> unhealthy = new TreeMap<>();
        cluster.forEachPod(scope.namespace(), "", pod -> {
            pods.add(pod);
            system.see(pod);
            if (!pod.healthy() && !pod.terminating()) {
                unhealthy.merge(pod.namespace(), 1, Integer::sum);
            }
        });
        var blocks = new ArrayList<Block>();
        if (scope.everywhere()) {
            blocks.add(new Block.Fact(system.sentence()));
        }
        blocks.add(new Block.Fact("%s %s, %s: %s."
                .formatted(
                        Words.count(pods.total(), "pod"),
                        scope.phrase(),
                        pods.unhealthy() == 0 ? "all healthy" : pods.unhealthy() + " unhealthy",
                        pods.counts())));
        blocks.addAll(causes(unhealthy));
        if (pods.unhealthy() > 0) {
            blocks.add(pods.unhealthyTable(clock.instant()));
        }
        return blocks;
    }

    /// The control plane's pods, and what else runs in the system's namespace.
    private static final class SystemPods {
        private final Set<String> components = new TreeSet<>();
        private final List<String> sick = new ArrayList<>();
        private int count;

        void see(PodView pod) {
            if (!pod.namespace().equals(SYSTEM)) {
                return;
            }
            count++;
            if (pod.labels().getOrDefault("tier", "").equals("control-plane")) {
                components.add(pod.labels().getOrDefault("component", pod.name()));
            }
            if (!pod.healthy() && !pod.terminating() && sick.size() < MOST_FINDINGS) {
                sick.add(pod.name());
            }
        }

        String sentence() {
            String plane = components.isEmpty()
                    ? "The control plane has no pods of its own to look at"
                    : "Control plane: %s".formatted(Words.list(List.copyOf(components)));
            return "%s; %s in namespace %s, %s."
                    .formatted(
                            plane,
                            Words.count(count, "pod"),
                            SYSTEM,
                            sick.isEmpty() ? "all healthy" : "not healthy: " + Words.list(sick));
        }
    }

    /// What is behind it, in the namespaces that have most of it.
    private List<Block> causes(Map<String, Integer> unhealthy) {
        List<Callable<List<Finding>>> looks = unhealthy.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_EXAMINED)
                .<Callable<List<Finding>>>map(
                        entry -> () -> diagnosis.examine(new DiagnosisScope.Namespace(entry.getKey())))
                .toList();
        List<Finding> findings =
                Parallel.all(looks).stream().flatMap(List::stream).toList();
        if (findings.isEmpty()) {
            return List.of();
        }
        List<String> lines = findings.stream()
                .limit(MOST_FINDINGS)
                .map(finding -> "%s (namespace %s): %s"
                        .formatted(
                                finding.object(),
                                finding.namespace(),
                                Words.shortened(
                                        finding.cause().lines().findFirst().orElse(""), CAUSE)))
                .toList();
        String rest = unhealthy.size() > MOST_EXAMINED
                ? "Causes in the %d namespaces with most unhealthy pods, of %d"
                        .formatted(MOST_EXAMINED, unhealthy.size())
                : "Causes";
        return List.of(new Block.Excerpt(rest, lines, findings.size() - lines.size()));
    }

    private List<Block> workloads(Scope scope) {
        var tally = new WorkloadTally();
        KnownKinds.WORKLOADS.forEach(
                kind -> cluster.forEachWorkload(kind, scope.namespace(), "", (workload, _) -> tally.add(workload)));
        return tally.isEmpty() ? List.of() : List.of(new Block.Fact(tally.summary(scope.phrase())));
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
