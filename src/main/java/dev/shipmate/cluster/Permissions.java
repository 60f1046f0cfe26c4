package dev.shipmate.cluster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks the API server what the user may do.
final class Permissions {
    private static final ApiPath REVIEWS =
            ApiPath.of("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "ask what is allowed");

    private final Connection connection;

    Permissions(Connection connection) {
        this.connection = connection;
    }

    boolean can(String verb, String group, String resource, String namespace) {
        ObjectNode review = Connection.MAPPER.createObjectNode();
        review.put("kind", "SelfSubjectAccessReview");
        review.put("apiVersion", "authorization.k8s.io/v1");
        ObjectNode wanted = review.putObject("spec").putObject("resourceAttributes");
        wanted.put("verb", verb);
        wanted.put("group", group);
        int slash = resource.indexOf('/');
        wanted.put("resource", slash < 0 ? resource : resource.substring(0, slash));
        if (slash >= 0) {
            wanted.put("subresource", resource.substring(slash + 1));
        }
        if (!namespace.isEmpty()) {
            wanted.put("namespace", namespace);
        }
        return connection
                .send("POST", REVIEWS, Connection.JSON, review.toString())
                .map((JsonNode answer) -> answer.path("status").path("allowed").asBoolean(false))
                .orElse(false);
    }
}
