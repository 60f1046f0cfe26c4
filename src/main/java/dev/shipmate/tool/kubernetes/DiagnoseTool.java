package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.redaction.Redactor;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong: one finding for each workload, with cause, evidence and the next step.
final class DiagnoseTool implements Tool<DiagnoseTool.Request> {
    private static final int MOST_FINDINGS = 10;
    private static final int MOST_WORKLOADS = 500;
    private static final int WARNINGS_EACH = 20;

    /// One workload or pod, or everything unhealthy in a namespace.
    record Request(
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Targets targets;
    private final Evidence evidence;
    private final ReferencedSecrets secrets;

    DiagnoseTool(Cluster cluster, Redactor redactor) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.evidence = new Evidence(cluster);
        this.secrets = new ReferencedSecrets(cluster, redactor);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("diagnose", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        if (request.name() == null) {
            return everything(scope);
        }
        return switch (targets.find(request.name(), scope.namespace())) {
            case Targets.Target.Missing(NotFound notFound) -> notFound;
            case Targets.Target.Pod(PodView pod) ->
                result(
                        examine(new Scope(pod.namespace()), each -> each.accept(pod)),
                        "pod/%s in namespace %s is healthy: %s, %d of %d ready, %s."
                                .formatted(
                                        pod.name(),
                                        pod.namespace(),
                                        pod.status(),
                                        pod.ready(),
                                        pod.total(),
                                        Words.count(pod.restarts(), "restart")));
            case Targets.Target.Workload(WorkloadView workload) -> {
                List<Finding> findings = new ArrayList<>(
                        examine(new Scope(workload.id().namespace()), each -> targets.forEachPod(workload, each)));
                if (findings.isEmpty()) {
                    findings.addAll(WorkloadRules.examine(List.of(workload)));
                }
                yield result(findings, healthy(workload));
            }
        };
    }

    private ToolResult everything(Scope scope) {
        var all = new int[1];
        List<Finding> findings = new ArrayList<>(examine(
                scope,
                each -> cluster.forEachPod(scope.namespace(), "", pod -> {
                    all[0]++;
                    each.accept(pod);
                })));
        List<String> explained = findings.stream().map(Finding::object).toList();
        List<WorkloadView> others = cluster.workloads(KnownKinds.WORKLOADS, scope.namespace()).stream()
                .filter(workload -> !explained.contains(workload.id().display()))
                .toList();
        findings.addAll(WorkloadRules.examine(others));
        if (all[0] == 0 && findings.isEmpty()) {
            return scope.missing(cluster)
                    .orElseGet(() -> new Completed(new Block.Fact(
                            "There are no pods %s, so nothing is wrong with them.".formatted(scope.phrase()))));
        }
        return result(
                findings,
                "Nothing is wrong %s: all %s are healthy.".formatted(scope.phrase(), Words.count(all[0], "pod")));
    }

    private static ToolResult result(List<Finding> findings, String healthy) {
        if (findings.isEmpty()) {
            return new Completed(new Block.Fact(healthy));
        }
        var blocks = new ArrayList<Block>();
        if (findings.size() > 1) {
            blocks.add(new Block.Fact("%d problems were found: %s."
                    .formatted(
                            findings.size(),
                            Words.list(findings.stream()
                                    .map(Finding::object)
                                    .distinct()
                                    .limit(MOST_FINDINGS)
                                    .toList()))));
        }
        findings.stream().limit(MOST_FINDINGS).forEach(finding -> blocks.addAll(finding.toBlocks()));
        return new Completed(blocks);
    }

    private List<Finding> examine(Scope scope, Consumer<Consumer<PodView>> pods) {
        Map<String, PodView> worst = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        pods.accept(pod -> {
            if (!pod.healthy() && !pod.terminating()) {
                String owner = pod.namespace() + " " + (pod.owner().isEmpty() ? pod.display() : pod.owner());
                if (worst.size() < MOST_WORKLOADS || worst.containsKey(owner)) {
                    counts.merge(owner, 1, Integer::sum);
                    worst.merge(owner, pod, (one, other) -> other.restarts() > one.restarts() ? other : one);
                }
            }
        });
        if (worst.isEmpty()) {
            return List.of();
        }
        secrets.learn(worst.values());
        Map<String, List<EventView>> warnings = warnings(scope, worst);
        return worst.entrySet().stream()
                .map(entry -> {
                    PodView pod = entry.getValue();
                    var suspect = new Suspect(
                            pod,
                            counts.getOrDefault(entry.getKey(), 1),
                            warnings.getOrDefault(pod.namespace() + "/" + pod.name(), List.of()));
                    return evidence.complete(PodRules.examine(suspect), pod);
                })
                .toList();
    }

    /// One list of warnings for all of them, never one request for each.
    private Map<String, List<EventView>> warnings(Scope scope, Map<String, PodView> pods) {
        Map<String, List<EventView>> found = new HashMap<>();
        pods.values().forEach(pod -> found.put(pod.namespace() + "/" + pod.name(), new ArrayList<>()));
        String only = pods.size() == 1 ? pods.values().iterator().next().name() : "";
        cluster.forEachEvent(scope.namespace(), only, event -> {
            List<EventView> known = found.get(event.namespace() + "/" + event.objectName());
            if (event.warning() && known != null && known.size() < WARNINGS_EACH) {
                known.add(event);
            }
        });
        return found;
    }

    private static String healthy(WorkloadView workload) {
        WorkloadName id = workload.id();
        String rollout =
                workload.rollout() instanceof RolloutState.Waiting(String progress) ? " " + progress + "." : "";
        return "Nothing is wrong with %s. %s%s".formatted(id.display(), WorkloadTable.sentence(workload), rollout);
    }
}
