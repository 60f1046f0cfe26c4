package dev.shipmate.sandbox;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The patches that the server understands, each as a function from a document to a changed copy.
final class Patches {
    /// Lists that a strategic merge matches item by item, and by which field.
    private static final Map<String, String> MERGE_KEYS = Map.ofEntries(
            Map.entry("containers", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("ephemeralContainers", "name"),
            Map.entry("env", "name"),
            Map.entry("volumes", "name"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("conditions", "type"),
            Map.entry("ownerReferences", "uid"),
            Map.entry("hostAliases", "ip"));

    private Patches() {}

    static ObjectNode apply(ObjectNode document, ApiRequest request) {
        String type = request.contentType();
        if (type.contains("json-patch+json")) {
            return jsonPatch(document, request.json());
        }
        if (type.contains("merge-patch+json") && !type.contains("strategic")) {
            return (ObjectNode) merge(document.deepCopy(), request.object());
        }
        if (type.contains("strategic-merge-patch+json") || type.contains("apply-patch")) {
            return strategic(document.deepCopy(), request.object());
        }
        throw ApiProblem.unsupportedMedia(type);
    }

    /// RFC 7396.
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object : ApiRequest.JSON.createObjectNode();
        changes.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), merge(merged.path(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }

    /// As a merge, but lists of named things are merged by their names.
    static ObjectNode strategic(ObjectNode target, ObjectNode patch) {
        if (patch.path("$patch").asString("").equals("replace")) {
            target.removeAll();
        }
        patch.properties().forEach(entry -> {
            String field = entry.getKey();
            JsonNode value = entry.getValue();
            if (field.startsWith("$")) {
                return;
            }
            if (value.isNull()) {
                target.remove(field);
            } else if (value instanceof ObjectNode changes) {
                ObjectNode into = target.path(field) instanceof ObjectNode there ? there : target.putObject(field);
                strategic(into, changes);
            } else if (value instanceof ArrayNode items && mergedByKey(field, items)) {
                ArrayNode into = target.path(field) instanceof ArrayNode there ? there : target.putArray(field);
                mergeItems(into, items, mergeKey(field, items));
            } else {
                target.set(field, value);
            }
        });
        return target;
    }

    private static boolean mergedByKey(String field, ArrayNode items) {
        return !mergeKey(field, items).isEmpty()
                && (items.isEmpty() || items.get(0).isObject());
    }

    /// `ports` of a container and of a service have different keys.
    private static String mergeKey(String field, ArrayNode items) {
        if (field.equals("ports")) {
            return items.path(0).has("containerPort")
                    ? "containerPort"
                    : items.path(0).has("port") ? "port" : "";
        }
        return MERGE_KEYS.getOrDefault(field, "");
    }

    private static void mergeItems(ArrayNode into, ArrayNode items, String key) {
        for (JsonNode item : items) {
            int index = indexOf(into, key, item.path(key));
            boolean delete = item.path("$patch").asString("").equals("delete");
            if (delete && index >= 0) {
                into.remove(index);
            } else if (!delete && index >= 0 && into.get(index) instanceof ObjectNode there) {
                strategic(there, (ObjectNode) item);
            } else if (!delete) {
                into.add(item);
            }
        }
    }

    private static int indexOf(ArrayNode items, String key, JsonNode value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    /// RFC 6902.
    static ObjectNode jsonPatch(ObjectNode document, JsonNode operations) {
        ObjectNode changed = document.deepCopy();
        for (JsonNode operation : operations) {
            String path = operation.path("path").asString("");
            switch (operation.path("op").asString("")) {
                case "add" -> new JsonPlace(changed, path).add(operation.path("value"));
                case "replace" -> new JsonPlace(changed, path).replace(operation.path("value"));
                case "remove" -> new JsonPlace(changed, path).remove();
                case "test" -> new JsonPlace(changed, path).test(operation.path("value"));
                case "copy" ->
                    new JsonPlace(changed, path)
                            .add(changed.at(operation.path("from").asString()).deepCopy());
                case "move" -> {
                    var from = new JsonPlace(changed, operation.path("from").asString());
                    JsonNode value = from.value().deepCopy();
                    from.remove();
                    new JsonPlace(changed, path).add(value);
                }
                default -> throw ApiProblem.badRequest("unknown operation in JSON patch: " + operation);
            }
        }
        return changed;
    }
}
