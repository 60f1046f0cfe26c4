package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Examination;
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
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong: one finding for each workload, with cause, evidence and the next step.
final class DiagnoseTool implements Tool<DiagnoseTool.Request> {
    private static final int MOST_FINDINGS = 10;

    /// One workload or pod, or everything unhealthy in a namespace.
    record Request(
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Targets targets;
    private final Diagnosis diagnosis;

    DiagnoseTool(Cluster cluster, Clock clock, Redactor redactor) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.diagnosis = new Diagnosis(cluster, redactor, clock);
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
                result(diagnosis.examine(new DiagnosisScope.OnePod(pod.namespace(), pod.name())), healthy(pod));
            case Targets.Target.Workload(WorkloadView workload) ->
                result(diagnosis.examine(new DiagnosisScope.OneWorkload(workload.id())), healthy(workload));
        };
    }

    private ToolResult everything(Scope scope) {
        Examination seen = diagnosis.look(new DiagnosisScope.Namespace(scope.namespace()));
        if (seen.pods() == 0 && seen.findings().isEmpty()) {
            return scope.missing(cluster)
                    .orElseGet(() -> new Completed(new Block.Fact(
                            "There are no pods %s, so nothing is wrong with them.".formatted(scope.phrase()))));
        }
        return result(
                seen.findings(),
                "Nothing is wrong %s: all %s are healthy.".formatted(scope.phrase(), Words.count(seen.pods(), "pod")));
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
        findings.stream().limit(MOST_FINDINGS).forEach(finding -> blocks.addAll(FindingBlocks.of(finding)));
        return new Completed(blocks);
    }

    private static String healthy(WorkloadView workload) {
        WorkloadName id = workload.id();
        String rollout =
                workload.rollout() instanceof RolloutState.Waiting(String progress) ? " " + progress + "." : "";
        return "Nothing is wrong with %s. %s%s".formatted(id.display(), WorkloadTable.sentence(workload), rollout);
    }

    private static String healthy(PodView pod) {
        return "%s in namespace %s is %s: %s, %d of %d ready, %s."
                .formatted(
                        pod.display(),
                        pod.namespace(),
                        pod.healthy() ? "healthy" : "starting",
                        pod.status(),
                        pod.ready(),
                        pod.total(),
                        Words.count(pod.restarts(), "restart"));
    }
}
