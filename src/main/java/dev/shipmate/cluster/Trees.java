package dev.shipmate.cluster;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads objects as trees without who managed which of their fields: that is half of a pod, and nobody asks it of one.
final class Trees {
    private static final String UNREAD = "managedFields";

    private Trees() {}

    /// The value at the parser's token.
    static JsonNode unmanaged(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonNodeFactory.instance.stringNode(parser.getString());
            case null, default -> Connection.MAPPER.readTree(parser);
        };
    }

    private static ObjectNode object(JsonParser parser) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(UNREAD)) {
                parser.skipChildren();
            } else {
                object.set(name, unmanaged(parser));
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(unmanaged(parser));
        }
        return array;
    }
}
