package dev.shipmate.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The arguments of a call as plain values, in the order in which a model wrote them.
final class CallArguments {
    private CallArguments() {}

    /// Empty unless the node is an object, or a text that holds one, as some models write it.
    static Map<String, Object> of(JsonNode node) {
        JsonNode object = node.isString() ? Json.parseLenient(node.stringValue()) : node;
        var arguments = new LinkedHashMap<String, Object>();
        object.properties().forEach(property -> {
            if (!property.getValue().isNull()) {
                arguments.put(property.getKey(), value(property.getValue()));
            }
        });
        return arguments;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case ARRAY -> {
                List<Object> values = new ArrayList<>();
                node.forEach(element -> values.add(value(element)));
                yield values;
            }
            case OBJECT -> of(node);
            case STRING, NULL, MISSING, BINARY, POJO -> node.asString("");
        };
    }

    private static Object number(JsonNode node) {
        if (node.isInt()) {
            return node.intValue();
        }
        return node.isLong() ? (Object) node.longValue() : (Object) node.doubleValue();
    }

    static String json(Map<String, Object> arguments) {
        return Json.STRICT.writeValueAsString(arguments);
    }
}
