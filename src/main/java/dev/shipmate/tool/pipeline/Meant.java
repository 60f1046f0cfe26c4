package dev.shipmate.tool.pipeline;

import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Failed;
import org.jspecify.annotations.Nullable;

/// Which release a change is about.
sealed interface Meant {
    /// That of the project here.
    record OfProject(Shipping shipping) implements Meant {}

    /// One that the project has nothing to do with.
    record Other(String release) implements Meant {}

    record Neither(ToolResult result) implements Meant {}

    /// Without a name the project's own, in the environment or the namespace that is named. One that is named is
    /// another where its name or its namespace is.
    static Meant of(
            Shipments shipments, @Nullable String environment, @Nullable String release, @Nullable String namespace) {
        Shipments.Found found = shipments.find(PipelineTools.orEmpty(environment == null ? namespace : environment));
        return switch (found) {
            case Shipments.Found.Absent(ToolResult result) ->
                release == null || environment != null ? new Neither(result) : new Other(release);
            case Shipments.Found.Ready(Shipping shipping) -> {
                Shipment shipment = shipping.shipment();
                if (namespace != null && !namespace.equals(shipment.namespace())) {
                    yield release == null ? new Neither(elsewhere(shipment, namespace)) : new Other(release);
                }
                yield release == null || isCalled(shipment, release) ? new OfProject(shipping) : new Other(release);
            }
        };
    }

    private static ToolResult elsewhere(Shipment shipment, String namespace) {
        return new Failed(
                "The app is not shipped to namespace %s: environment '%s' is namespace %s"
                        .formatted(namespace, shipment.environment().name(), shipment.namespace()),
                "Name the environment, or the release and its namespace.");
    }

    private static boolean isCalled(Shipment shipment, String release) {
        return release.equals(shipment.project().release())
                || release.equals(shipment.project().name());
    }
}
