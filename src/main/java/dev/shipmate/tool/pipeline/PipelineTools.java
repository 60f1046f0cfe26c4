package dev.shipmate.tool.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.Releases;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All tools of the pipeline, and of Helm's releases.
public final class PipelineTools {
    /// An interrupted Helm needs some seconds to leave the release in a state that can be told.
    static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private PipelineTools() {}

    /// The tools, bound to a cluster and to what is shipped from here.
    ///
    /// @param helm chosen at first use, for releases that are not of the project
    public static List<Tool<?>> of(Cluster cluster, Shipments shipments, Supplier<HelmChoice> helm, Redactor redactor) {
        var releases = new Releases(cluster, redactor);
        var finder = new ReleaseFinder(releases);
        var others = new OtherReleases(finder, helm);
        return List.of(
                new HelmStatusTool(releases, finder),
                new HelmHistoryTool(releases, finder),
                new PipelineStatusTool(shipments),
                new VerifyDeploymentTool(shipments),
                new BuildImagesTool(shipments),
                new LoadImagesTool(shipments),
                new DeployAppTool(shipments),
                new RollbackReleaseTool(shipments, others),
                new CleanUpImagesTool(shipments),
                new UninstallReleaseTool(shipments, others));
    }

    static String orEmpty(@Nullable String argument) {
        return argument == null ? "" : argument;
    }

    /// A call about the same release, wherever the session is that makes it.
    static ToolCall in(Shipment shipment, ToolCall call) {
        return call.with("release", shipment.project().release()).with("namespace", shipment.namespace());
    }
}
