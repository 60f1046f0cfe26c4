package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.PodView;
import dev.shipmate.diagnosis.ReferencedSecrets;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.ToolResult;
import java.util.List;

/// Finds the pods whose logs a name means, and makes the redactor know the Secrets that they were given.
public final class WorkloadLogs {
    private static final int MOST_PODS = 50;

    private final Targets targets;
    private final ReferencedSecrets secrets;

    public WorkloadLogs(Cluster cluster, Redactor redactor) {
        this.targets = new Targets(cluster);
        this.secrets = new ReferencedSecrets(cluster, redactor);
    }

    /// What a name means.
    public sealed interface Found {
        /// The pods of `display`, those with problems first; `total` when there are more than are worth reading.
        record Pods(String display, List<PodView> pods, int total) implements Found {}

        record Missing(ToolResult.NotFound result) implements Found {}
    }

    /// The pods of a workload, or the one pod of that name.
    public Found find(String name, String namespace) {
        return switch (targets.find(name, namespace)) {
            case Targets.Target.Missing(ToolResult.NotFound result) -> new Found.Missing(result);
            case Targets.Target.Pod(PodView pod) -> found(pod.display(), List.of(pod), 1);
            case Targets.Target.Workload(var workload) -> {
                var pods = new PodTable(PodTable.PROBLEMS_FIRST);
                targets.forEachPod(workload, pods::add);
                yield found(workload.id().display(), pods.shown(), pods.total());
            }
        };
    }

    private Found found(String display, List<PodView> pods, int total) {
        List<PodView> read = pods.stream().limit(MOST_PODS).toList();
        secrets.learn(read);
        return new Found.Pods(display, read, total);
    }
}
