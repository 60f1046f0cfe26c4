package dev.shipmate.cluster;

import tools.jackson.databind.JsonNode;

/// A change to an object, in one of the ways that the API server understands.
public record Patch(String contentType, String body) {
    /// Merges maps and lists by Kubernetes' own rules; not for custom resources.
    public static Patch strategic(JsonNode body) {
        return new Patch("application/strategic-merge-patch+json", body.toString());
    }

    /// Merges maps and replaces lists.
    public static Patch merge(JsonNode body) {
        return new Patch("application/merge-patch+json", body.toString());
    }

    /// A list of operations on paths.
    public static Patch operations(JsonNode body) {
        return new Patch("application/json-patch+json", body.toString());
    }
}
