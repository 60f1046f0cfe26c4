package dev.shipmate.sandbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What `metrics.k8s.io` tells: how much CPU and memory each running container, and each node, uses.
final class Metrics {
    private final Store store;
    private final ImageCatalog images;
    private final Clock clock;

    Metrics(Store store, ImageCatalog images, Clock clock) {
        this.store = store;
        this.images = images;
        this.clock = clock;
    }

    boolean serves(ResourceType type) {
        return type.group().equals("metrics.k8s.io");
    }

    List<Resource> list(ResourceType type, String namespace) {
        return type.equals(ResourceTypes.NODE_METRICS)
                ? store.list(ResourceTypes.NODE, "").stream().map(this::node).toList()
                : store.list(ResourceTypes.POD, namespace).stream()
                        .flatMap(pod -> pod(pod).stream())
                        .toList();
    }

    private Optional<Resource> pod(Resource pod) {
        List<String> running = running(pod);
        if (running.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = measured(ResourceTypes.POD_METRICS, pod);
        ArrayNode containers = json.putArray("containers");
        for (JsonNode container : pod.at("/spec/containers")) {
            if (running.contains(container.path("name").asString())) {
                Optional<ContainerImage> image =
                        images.find(container.path("image").asString());
                containers
                        .addObject()
                        .put("name", container.path("name").asString())
                        .putObject("usage")
                        .put("cpu", image.map(ContainerImage::cpuMillicores).orElse(1) * 1_000_000 + "n")
                        .put(
                                "memory",
                                image.map(ContainerImage::memoryMebibytes).orElse(1) * 1_024 + "Ki");
            }
        }
        return Optional.of(new Resource(ResourceTypes.POD_METRICS, json));
    }

    private static List<String> running(Resource pod) {
        List<String> running = new ArrayList<>();
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            if (status.path("state").has("running")) {
                running.add(status.path("name").asString());
            }
        }
        return running;
    }

    private Resource node(Resource node) {
        int cpuMillicores = 180;
        int memoryMebibytes = 900;
        for (Resource pod : store.list(ResourceTypes.POD, "")) {
            List<String> running = running(pod);
            for (JsonNode container : pod.at("/spec/containers")) {
                Optional<ContainerImage> image =
                        images.find(container.path("image").asString());
                if (running.contains(container.path("name").asString()) && image.isPresent()) {
                    cpuMillicores += image.get().cpuMillicores();
                    memoryMebibytes += image.get().memoryMebibytes();
                }
            }
        }
        ObjectNode json = measured(ResourceTypes.NODE_METRICS, node);
        json.putObject("usage")
                .put("cpu", cpuMillicores * 1_000_000L + "n")
                .put("memory", memoryMebibytes * 1_024 + "Ki");
        return new Resource(ResourceTypes.NODE_METRICS, json);
    }

    private ObjectNode measured(ResourceType type, Resource object) {
        ObjectNode json =
                ApiRequest.JSON.createObjectNode().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = json.putObject("metadata").put("name", object.name());
        if (!object.namespace().isEmpty()) {
            metadata.put("namespace", object.namespace());
        }
        metadata.put("creationTimestamp", Resource.time(clock.instant()));
        metadata.set("labels", object.at("/metadata/labels").deepCopy());
        return json.put("timestamp", Resource.time(clock.instant())).put("window", "15s");
    }
}
