package dev.shipmate.cluster;

import tools.jackson.databind.JsonNode;

/// A Service, as far as its endpoints need it.
///
/// @param type such as `ClusterIP`
/// @param selecting whether it finds its pods by labels; else somebody else keeps its endpoints, or it has none
public record ServiceView(String namespace, String name, String type, boolean selecting) {
    static ServiceView read(JsonNode service) {
        JsonNode spec = service.path("spec");
        return new ServiceView(
                service.path("metadata").path("namespace").asString(""),
                service.path("metadata").path("name").asString(""),
                spec.path("type").asString("ClusterIP"),
                !spec.path("selector").isEmpty());
    }
}
