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

/// Builds the project's images on this machine, and leaves the cluster alone.
final class BuildImagesTool implements Tool<BuildImagesTool.Request> {
    /// `noCache` builds every image anew.
    record Request(@Nullable String environment, boolean noCache) {}

    private final Shipments shipments;

    BuildImagesTool(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public ToolSpec<Request> spec() {
        // The output of a build is written by whatever it runs.
        return new ToolSpec<>("build_images", Effect.CHANGE, Trust.UNTRUSTED, Request.class);
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
                                StepName.BUILD,
                                changes(shipping.shipment()),
                                "built images stay until they are cleaned up")
                        .run(new DeployRequest(request.noCache(), false, List.of()), invocation);
        };
    }

    private static List<Change> changes(Shipment shipment) {
        return shipment.project().images().stream()
                .map(image -> new Change(
                        "image/" + image.name(),
                        shipment.namespace(),
                        "content",
                        "as last built",
                        "as %s is now".formatted(shipment.project().folder().relativize(image.context()))))
                .toList();
    }
}
