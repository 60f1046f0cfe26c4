package dev.shipmate;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.project.ProjectFile;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.pipeline.Origin;
import dev.shipmate.tool.pipeline.PipelineTools;
import dev.shipmate.tool.pipeline.ProjectShipments;
import dev.shipmate.tool.pipeline.Shipments;
import java.nio.file.Path;
import java.util.List;

/// The pipeline's tools for the clusters of a session. Nothing is looked for before one of them is called.
final class Pipelines implements AutoCloseable {
    /// Where the project file is looked for, and in the folders above, when nothing else is said.
    static final Origin.Folder HERE = new Origin.Folder(Path.of(""));

    private final Shipyard shipyard;
    private final Redactor redactor;
    private final Origin origin;
    private final Doors doors = new Doors();

    Pipelines(Shipyard shipyard, Redactor redactor, Origin origin) {
        this.shipyard = shipyard;
        this.redactor = redactor;
        this.origin = origin;
    }

    /// Whether there is an app to ship from there.
    static boolean ships(Origin origin) {
        return switch (origin) {
            case Origin.Folder(Path folder) -> ProjectFile.search(folder).isPresent();
            case Origin.Run _ -> true;
        };
    }

    /// @param options how the cluster was opened
    List<Tool<?>> tools(Cluster cluster, ClusterOptions options) {
        var shipments = new ProjectShipments(origin, cluster, shipment -> shipyard.shipping(shipment, options, doors));
        return PipelineTools.of(cluster, shipments, shipyard.helm(cluster, options), redactor);
    }

    /// The tools for a cluster that nothing can be shipped to.
    static List<Tool<?>> none(Cluster cluster, Redactor redactor) {
        String reason = "The sandbox has no pipeline";
        String suggestion = "Start Shipmate without --sandbox to ship an app.";
        return PipelineTools.of(
                cluster, Shipments.none(reason, suggestion), () -> new HelmChoice.None(reason, suggestion), redactor);
    }

    @Override
    public void close() {
        doors.close();
    }
}
