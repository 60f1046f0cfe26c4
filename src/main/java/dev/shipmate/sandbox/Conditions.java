package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `status.conditions` of an object. A condition's time moves only when its status does.
final class Conditions {
    private final ArrayNode conditions;
    private final Instant now;

    Conditions(ObjectNode status, Instant now) {
        this.conditions = status.path("conditions") instanceof ArrayNode there ? there : status.putArray("conditions");
        this.now = now;
    }

    static Optional<JsonNode> find(Resource object, String type) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type))
                .findFirst();
    }

    static boolean isTrue(Resource object, String type) {
        return find(object, type)
                .filter(condition -> condition.path("status").asString().equals("True"))
                .isPresent();
    }

    /// Sets a condition. `updates` says that the kind of condition also carries the time of its last update.
    void set(String type, boolean is, String reason, String message, boolean updates) {
        String status = is ? "True" : "False";
        ObjectNode condition = conditions
                .valueStream()
                .filter(there -> there.path("type").asString("").equals(type))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseGet(() -> conditions.addObject().put("type", type));
        boolean flipped = !condition.path("status").asString("").equals(status);
        boolean changed = flipped
                || !condition.path("reason").asString("").equals(reason)
                || !condition.path("message").asString("").equals(message);
        condition.put("status", status);
        if (flipped) {
            condition.put("lastTransitionTime", Resource.time(now));
        }
        if (updates && changed) {
            condition.put("lastUpdateTime", Resource.time(now));
        }
        text(condition, "reason", reason);
        text(condition, "message", message);
    }

    private static void text(ObjectNode condition, String field, String text) {
        if (text.isEmpty()) {
            condition.remove(field);
        } else {
            condition.put(field, text);
        }
    }
}
