package dev.shipmate.cluster;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Changes to objects, either stored or only tried out by the API server (its dry run): both take the same path.
public final class Writes {
    private final Connection connection;
    private final boolean dryRun;

    Writes(Connection connection, boolean dryRun) {
        this.connection = connection;
        this.dryRun = dryRun;
    }

    /// The object as it is (or would be) afterwards; nothing when there is no such object. What the API server does not
    /// accept is a [ClusterException] of code `INVALID` or `CONFLICT`.
    public Optional<JsonNode> patch(ObjectName object, Patch patch) {
        return connection.send(
                "PATCH",
                query(object.path("change")).with("fieldManager", "shipmate"),
                patch.contentType(),
                patch.body());
    }

    /// Deletes an object and, in the background, what it owns. The answer is the object or a status; nothing when there
    /// is no such object.
    public Optional<JsonNode> delete(ObjectName object) {
        return connection.send(
                "DELETE",
                query(object.path("delete")).with("propagationPolicy", "Background"),
                Connection.JSON,
                "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\"}");
    }

    private ApiPath query(ApiPath path) {
        return path.with("dryRun", dryRun ? "All" : "");
    }
}
