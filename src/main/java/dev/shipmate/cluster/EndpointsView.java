package dev.shipmate.cluster;

import tools.jackson.databind.JsonNode;

/// Some of the endpoints of a Service: one EndpointSlice.
///
/// @param service empty when it belongs to none
/// @param addressType such as `IPv4`; a Service of two families has the same endpoints in slices of each
/// @param ready how many of `total` take traffic
public record EndpointsView(String namespace, String name, String service, String addressType, int ready, int total) {
    /// "A nil value should be interpreted as 'true'": the condition `ready` in the API reference of EndpointSlice.
    static EndpointsView read(JsonNode slice) {
        JsonNode metadata = slice.path("metadata");
        JsonNode endpoints = slice.path("endpoints");
        return new EndpointsView(
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                metadata.path("labels").path("kubernetes.io/service-name").asString(""),
                slice.path("addressType").asString(""),
                (int) endpoints
                        .valueStream()
                        .filter(endpoint ->
                                endpoint.path("conditions").path("ready").asBoolean(true))
                        .count(),
                endpoints.size());
    }
}
