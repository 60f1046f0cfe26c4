package dev.shipmate.cluster;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One entry of an object's `status.conditions`.
public record Condition(String type, String status, String reason, String message, Instant since) {
    public boolean isTrue() {
        return status.equals("True");
    }

    static List<Condition> listOf(JsonNode object) {
        return object.path("status")
                .path("conditions")
                .valueStream()
                .map(condition -> new Condition(
                        condition.path("type").asString(""),
                        condition.path("status").asString(""),
                        condition.path("reason").asString(""),
                        condition.path("message").asString(""),
                        Times.of(condition.path("lastTransitionTime"))))
                .toList();
    }
}
