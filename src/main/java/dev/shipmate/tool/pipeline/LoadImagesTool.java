package dev.shipmate.tool.pipeline;

import dev.shipmate.pipeline.DeployRequest;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings the project's built images into the nodes of the local cluster.
final class LoadImagesTool implements Tool<LoadImagesTool.Request> {
    /// The environment whose cluster gets them.
    record Request(@Nullable String environment) {}

    private final Shipments shipments;

    LoadImagesTool(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("load_images", Effect.CHANGE, Trust.FACTS, Request.class);
    }

    @Override
    public Duration lastWords() {
        return PipelineTools.LAST_WORDS;
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (shipments.find(PipelineTools.orEmpty(request.environment()))) {
            case Shipments.Found.Absent(ToolResult result) -> result;
            case Shipments.Found.Ready(Shipping shipping) ->
                new ImageRun(
                                shipping,
                                StepName.LOAD,
                                changes(shipping.shipment()),
                                "loaded images stay until they are cleaned up")
                        .run(DeployRequest.usual(), invocation);
        };
    }

    private static List<Change> changes(Shipment shipment) {
        return shipment.project().images().stream()
                .map(image -> new Change(
                        "image/" + image.name(),
                        shipment.namespace(),
                        "in the nodes",
                        "as last loaded",
                        "as last built"))
                .toList();
    }
}
