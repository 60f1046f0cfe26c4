package dev.shipmate.tool.kubernetes;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// The patch that takes a patch back: the former values of exactly the fields that it changes, so that nothing else of
/// the object needs to be kept for it.
///
/// @param strategic whether lists are merged by their keys
record InversePatch(boolean strategic) {
    /// Nothing when the patch has directives, such as `$patch`, whose effect is not in it.
    Optional<ObjectNode> of(JsonNode patch, JsonNode before) {
        return hasDirectives(patch) ? Optional.empty() : Optional.of(object(patch, before));
    }

    private static boolean hasDirectives(JsonNode patch) {
        if (patch.isObject()) {
            return patch.properties().stream()
                    .anyMatch(field -> field.getKey().startsWith("$") || hasDirectives(field.getValue()));
        }
        return patch.isArray() && patch.valueStream().anyMatch(InversePatch::hasDirectives);
    }

    private ObjectNode object(JsonNode patch, JsonNode before) {
        ObjectNode inverse = JsonNodeFactory.instance.objectNode();
        patch.properties()
                .forEach(field -> inverse.set(
                        field.getKey(), value(field.getKey(), field.getValue(), before.path(field.getKey()))));
        return inverse;
    }

    private JsonNode value(String name, JsonNode patch, JsonNode before) {
        if (before.isMissingNode()) {
            return NullNode.getInstance();
        }
        if (patch.isObject() && before.isObject()) {
            return object(patch, before);
        }
        String key = strategic && patch.isArray() ? MergeKeys.of(name, patch) : "";
        return key.isEmpty() ? before.deepCopy() : list(key, patch, before);
    }

    /// An item that was not there is taken out again.
    private ArrayNode list(String key, JsonNode patch, JsonNode before) {
        ArrayNode inverse = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : patch) {
            JsonNode former = before.valueStream()
                    .filter(it -> it.path(key).equals(item.path(key)))
                    .findFirst()
                    .orElseGet(JsonNodeFactory.instance::missingNode);
            ObjectNode undone = former.isMissingNode()
                    ? JsonNodeFactory.instance.objectNode().put("$patch", "delete")
                    : object(item, former);
            undone.set(key, item.path(key));
            inverse.add(undone);
        }
        return inverse;
    }
}
