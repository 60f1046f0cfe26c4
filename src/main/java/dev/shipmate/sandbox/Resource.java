package dev.shipmate.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One object as it is stored. `json` is never changed once it is in the [Store]: a change works on [#copy()].
record Resource(ResourceType type, ObjectNode json) {
    String name() {
        return text("/metadata/name");
    }

    /// The namespace, or empty for an object that has none.
    String namespace() {
        return text("/metadata/namespace");
    }

    String uid() {
        return text("/metadata/uid");
    }

    long resourceVersion() {
        return Long.parseLong(at("/metadata/resourceVersion").asString("0"));
    }

    long generation() {
        return at("/metadata/generation").asLong(0);
    }

    Instant created() {
        return Instant.parse(text("/metadata/creationTimestamp"));
    }

    Optional<Instant> deleted() {
        String time = text("/metadata/deletionTimestamp");
        return time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time));
    }

    /// A text field by its JSON pointer, or empty.
    String text(String pointer) {
        return at(pointer).asString("");
    }

    int number(String pointer, int otherwise) {
        return at(pointer).asInt(otherwise);
    }

    /// The part at a JSON pointer, or a missing node. Walks by itself: to compile a pointer costs more than to follow
    /// it.
    JsonNode at(String pointer) {
        JsonNode node = json;
        for (int start = 1; start > 0; ) {
            int end = pointer.indexOf('/', start);
            String field = pointer.substring(start, end < 0 ? pointer.length() : end);
            node = node.isArray() ? node.path(Integer.parseInt(field)) : node.path(field);
            start = end + 1;
        }
        return node;
    }

    Map<String, String> labels() {
        return strings(at("/metadata/labels"));
    }

    /// The object that controls this one, by uid.
    Optional<String> controller() {
        for (JsonNode owner : at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                return Optional.of(owner.path("uid").asString());
            }
        }
        return Optional.empty();
    }

    /// A status to change: a copy of the one that is there, or an empty one.
    ObjectNode status() {
        return at("/status") instanceof ObjectNode status ? status.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    ObjectNode copy() {
        return json.deepCopy();
    }

    Store.Key key() {
        return new Store.Key(type, namespace(), name());
    }

    /// What an object that this one controls says about it.
    ObjectNode ownerReference() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", type.apiVersion())
                .put("kind", type.kind())
                .put("name", name())
                .put("uid", uid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    static Map<String, String> strings(JsonNode node) {
        Map<String, String> strings = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
        return strings;
    }

    /// A time as the server writes it: whole seconds, UTC.
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
