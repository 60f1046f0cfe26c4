package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.tool.Tool;
import java.time.Clock;
import java.util.List;

/// All tools that look at a cluster.
public final class KubernetesTools {
    private KubernetesTools() {}

    public static List<Tool<?>> readers(Cluster cluster) {
        return readers(cluster, Clock.systemUTC());
    }

    static List<Tool<?>> readers(Cluster cluster, Clock clock) {
        return List.of(
                new ListPodsTool(cluster, clock),
                new GetResourcesTool(cluster, clock),
                new GetLogsTool(cluster),
                new GetEventsTool(cluster, clock),
                new RolloutStatusTool(cluster, clock),
                new RolloutHistoryTool(cluster, clock),
                new TopTool(cluster),
                new ListImagesTool(cluster),
                new ClusterHealthTool(cluster, clock),
                new DiagnoseTool(cluster));
    }
}
