package dev.shipmate.monitoring;

import dev.shipmate.cluster.Quantity;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a container of a pod template asks for and may use; 0 where nothing is set.
public record ContainerSettings(
        String name,
        long cpuRequestMillicores,
        long cpuLimitMillicores,
        long memoryRequestBytes,
        long memoryLimitBytes) {
    /// @param template a pod template, or a pod
    static List<ContainerSettings> of(JsonNode template) {
        return template.path("spec")
                .path("containers")
                .valueStream()
                .map(ContainerSettings::container)
                .toList();
    }

    private static ContainerSettings container(JsonNode container) {
        JsonNode requests = container.path("resources").path("requests");
        JsonNode limits = container.path("resources").path("limits");
        long cpuLimit = Quantity.millicores(limits.path("cpu").asString(""));
        long memoryLimit = Quantity.bytes(limits.path("memory").asString(""));
        // What is limited and asks for nothing asks for its limit.
        return new ContainerSettings(
                container.path("name").asString(""),
                requests.has("cpu") ? Quantity.millicores(requests.path("cpu").asString("")) : cpuLimit,
                cpuLimit,
                requests.has("memory") ? Quantity.bytes(requests.path("memory").asString("")) : memoryLimit,
                memoryLimit);
    }
}
