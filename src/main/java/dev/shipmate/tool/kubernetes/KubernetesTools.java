package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.Toolbox;
import java.time.Clock;
import java.util.List;

/// All tools that look at a cluster, and all that change it.
public final class KubernetesTools {
    private KubernetesTools() {}

    /// `redactor` learns the values of the Secrets whose pods are looked into.
    public static List<Tool<?>> readers(Cluster cluster, Redactor redactor) {
        return readers(cluster, Clock.systemUTC(), redactor, MeasuringPace.usual());
    }

    public static List<Tool<?>> changers(Cluster cluster) {
        return changers(cluster, RolloutPace.usual(), Clock.systemUTC());
    }

    /// The tool that makes what a diagnosis proposes, by means of those that change the cluster.
    public static Tool<?> remedies(Cluster cluster, Redactor redactor) {
        return remedies(cluster, redactor, RolloutPace.usual(), Clock.systemUTC());
    }

    static Tool<?> remedies(Cluster cluster, Redactor redactor, RolloutPace pace, Clock clock) {
        return new ApplyRemedyTool(
                cluster,
                new Diagnosis(cluster, redactor, clock),
                new Toolbox(changers(cluster, pace, clock), redactor));
    }

    static List<Tool<?>> changers(Cluster cluster, RolloutPace pace, Clock clock) {
        return List.of(
                new ScaleTool(cluster, pace),
                new RolloutRestartTool(cluster, pace, clock),
                new RolloutUndoTool(cluster, pace),
                new SetImageTool(cluster, pace),
                new PatchTool(cluster, pace),
                new DeleteTool(cluster, pace));
    }

    static List<Tool<?>> readers(Cluster cluster, Clock clock, Redactor redactor, MeasuringPace pace) {
        return List.of(
                new ListPodsTool(cluster, clock),
                new GetResourcesTool(cluster, clock),
                new DescribeTool(cluster, clock),
                new GetLogsTool(cluster, redactor),
                new GetEventsTool(cluster, clock),
                new RolloutStatusTool(cluster, clock),
                new RolloutHistoryTool(cluster, clock),
                new TopTool(cluster),
                new ListImagesTool(cluster),
                new CheckServiceTool(cluster, clock, redactor),
                new ErrorRateTool(cluster, clock, redactor, pace),
                new RecommendScaleTool(cluster, pace),
                new ClusterHealthTool(cluster, clock, redactor),
                new DiagnoseTool(cluster, clock, redactor));
    }
}
