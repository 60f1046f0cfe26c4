package dev.shipmate.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A call as fields of a JSON object, `tool` and `arguments`, and back.
public final class ToolCallJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ToolCallJson() {}

    /// Puts the call into an object, and returns that.
    public static ObjectNode write(ToolCall call, ObjectNode node) {
        node.put("tool", call.tool()).set("arguments", JSON.valueToTree(call.arguments()));
        return node;
    }

    /// Arguments are whole numbers, true or false, or else text.
    public static ToolCall read(JsonNode node) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        node.path("arguments").properties().forEach(argument -> {
            JsonNode value = argument.getValue();
            Object plain = value.isIntegralNumber()
                    ? (Object) value.asInt()
                    : value.isBoolean() ? (Object) value.asBoolean() : value.asString("");
            arguments.put(argument.getKey(), plain);
        });
        return new ToolCall(node.path("tool").asString(""), arguments);
    }
}
