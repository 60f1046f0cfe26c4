package dev.shipmate.model;

import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The JSON schema of one decision: a variant for each tool on offer, with the live names that are allowed, one
/// to answer and one to ask back. A server turns it into a grammar, so a model cannot say anything else.
///
/// The order of the properties is the order in which a model writes them: a short reason first.
final class DecisionSchema {
    /// Enough for a reason, a call and a short answer; more is a model that runs away.
    static final int MAX_TOKENS = 320;
    /// Larger lists make the grammar slow to compile.
    static final int MOST_NAMES = 64;

    private static final int LONGEST_REASON = 120;
    private static final int LONGEST_VALUE = 120;
    private static final int LONGEST_TEXT = 600;

    private DecisionSchema() {}

    /// `reasoned` says whether a model gives its reason before it names a tool.
    static String of(DecisionRequest request, boolean reasoned) {
        List<ToolOption> tools = request.tools();
        ObjectNode schema = Json.object();
        ArrayNode variants = schema.putArray("anyOf");
        tools.forEach(tool -> variants.add(call(tool, reasoned)));
        if (!request.lookFirst() || tools.isEmpty()) {
            variants.add(said(ToolNames.ANSWER, "text", LONGEST_TEXT));
        }
        variants.add(said(ToolNames.ASK_USER, "question", LONGEST_TEXT / 2));
        return schema.toString();
    }

    /// Whether the allowed values are few enough to be listed.
    static boolean listed(Argument argument) {
        return !argument.allowed().isEmpty() && argument.allowed().size() <= MOST_NAMES;
    }

    private static ObjectNode call(ToolOption tool, boolean reasoned) {
        ObjectNode variant = reasoned ? object("why", "tool", "args") : object("tool", "args");
        ObjectNode properties = variant.putObject("properties");
        if (reasoned) {
            properties.set("why", text(LONGEST_REASON));
        }
        properties.putObject("tool").put("const", tool.name());
        List<String> required = tool.arguments().stream()
                .filter(argument -> argument.required() || argument.allowed().size() == 1)
                .map(Argument::name)
                .toList();
        ObjectNode arguments = object(required.toArray(String[]::new));
        ObjectNode values = arguments.putObject("properties");
        tool.arguments().forEach(argument -> values.set(argument.name(), value(argument)));
        properties.set("args", arguments);
        return variant;
    }

    private static ObjectNode said(String name, String argument, int longest) {
        ObjectNode variant = object("tool", "args");
        ObjectNode properties = variant.putObject("properties");
        properties.putObject("tool").put("const", name);
        ObjectNode arguments = object(argument);
        arguments.putObject("properties").set(argument, text(longest));
        properties.set("args", arguments);
        return variant;
    }

    private static ObjectNode value(Argument argument) {
        ObjectNode value = Json.object();
        if (argument.allowed().size() == 1) {
            value.set("const", constant(argument, argument.allowed().getFirst()));
        } else if (listed(argument)) {
            ArrayNode values = value.putArray("enum");
            argument.allowed().forEach(allowed -> values.add(constant(argument, allowed)));
        } else {
            switch (argument.type()) {
                case STRING -> value.put("type", "string").put("maxLength", LONGEST_VALUE);
                case INTEGER -> value.put("type", "integer");
                case BOOLEAN -> value.put("type", "boolean");
            }
        }
        return value;
    }

    private static JsonNode constant(Argument argument, String allowed) {
        return switch (argument.type()) {
            case STRING -> StringNode.valueOf(allowed);
            case INTEGER -> LongNode.valueOf(Long.parseLong(allowed));
            case BOOLEAN -> BooleanNode.valueOf(Boolean.parseBoolean(allowed));
        };
    }

    private static ObjectNode text(int longest) {
        return Json.object().put("type", "string").put("maxLength", longest);
    }

    private static ObjectNode object(String... required) {
        ObjectNode object = Json.object().put("type", "object");
        ArrayNode names = object.putArray("required");
        for (String name : required) {
            names.add(name);
        }
        return object;
    }
}
