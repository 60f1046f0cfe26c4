package dev.shipmate.cluster;

import tools.jackson.databind.JsonNode;

/// What the containers of a pod together ask for and may use; 0 where nothing is set.
public record PodResources(
        long cpuRequestMillicores, long cpuLimitMillicores, long memoryRequestBytes, long memoryLimitBytes) {
    static PodResources read(JsonNode pod) {
        long cpuRequest = 0;
        long cpuLimit = 0;
        long memoryRequest = 0;
        long memoryLimit = 0;
        for (JsonNode container : pod.path("spec").path("containers")) {
            JsonNode requests = container.path("resources").path("requests");
            JsonNode limits = container.path("resources").path("limits");
            cpuRequest += Quantity.millicores(requests.path("cpu").asString(""));
            memoryRequest += Quantity.bytes(requests.path("memory").asString(""));
            cpuLimit += Quantity.millicores(limits.path("cpu").asString(""));
            memoryLimit += Quantity.bytes(limits.path("memory").asString(""));
        }
        return new PodResources(cpuRequest, cpuLimit, memoryRequest, memoryLimit);
    }
}
