package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads calls from the JSON shapes in which models write them.
final class CallJson {
    private static final List<String> NAMES =
            List.of("tool", "name", "tool_name", "function_name", "function", "action", "recipient_name");
    private static final List<String> ARGUMENTS = List.of(
            "args", "arguments", "parameters", "params", "input", "tool_input", "action_input", "tool_args", "inputs");
    private static final List<String> WRAPPERS =
            List.of("tool_calls", "tool_call", "function_call", "calls", "function");
    /// What kubectl-ai's text format puts beside the arguments.
    private static final List<String> NO_ARGUMENTS = List.of("name", "reason", "thought", "why", "modifies_resource");

    private final ToolNames names;

    CallJson(ToolNames names) {
        this.names = names;
    }

    /// Empty when the value is no call, such as a piece of a manifest.
    List<ToolCall> read(JsonNode value) {
        if (value.isArray()) {
            var calls = new ArrayList<ToolCall>();
            for (JsonNode element : value) {
                List<ToolCall> found = element.isObject() ? read(element) : List.of();
                if (found.isEmpty()) {
                    return List.of();
                }
                calls.addAll(found);
            }
            return calls;
        }
        for (String wrapper : WRAPPERS) {
            if (value.path(wrapper).isContainer()) {
                return read(value.path(wrapper));
            }
        }
        if (value.path("action").isObject()) {
            return action(value.path("action"));
        }
        return call(value).or(() -> keyed(value)).map(List::of).orElse(List.of());
    }

    private Optional<ToolCall> call(JsonNode value) {
        for (String key : NAMES) {
            if (!value.path(key).isString() || value.path(key).stringValue().isBlank()) {
                continue;
            }
            String name = names.clean(value.path(key).stringValue());
            Optional<JsonNode> arguments = arguments(value);
            if (arguments.isPresent()) {
                return Optional.of(new ToolCall(name, CallArguments.of(arguments.get())));
            }
            if (names.known(name)) {
                Map<String, Object> rest = new LinkedHashMap<>(CallArguments.of(value));
                NO_ARGUMENTS.forEach(rest::remove);
                rest.keySet().removeAll(ARGUMENTS);
                rest.remove(key);
                return Optional.of(new ToolCall(name, rest));
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> arguments(JsonNode value) {
        return ARGUMENTS.stream()
                .map(value::path)
                .filter(node -> node.isObject()
                        || (node.isString()
                                && Json.parseLenient(node.stringValue()).isObject()))
                .findFirst();
    }

    /// `{"list_pods": {"namespace": "todo"}}`
    private Optional<ToolCall> keyed(JsonNode value) {
        if (value.size() != 1) {
            return Optional.empty();
        }
        var only = value.properties().iterator().next();
        String name = names.clean(only.getKey());
        return names.known(name) && only.getValue().isObject()
                ? Optional.of(new ToolCall(name, CallArguments.of(only.getValue())))
                : Optional.empty();
    }

    private List<ToolCall> action(JsonNode action) {
        if (!action.path("name").isString()) {
            return List.of();
        }
        return call(action).map(List::of).orElseGet(() -> {
            Map<String, Object> rest = new LinkedHashMap<>(CallArguments.of(action));
            NO_ARGUMENTS.forEach(rest::remove);
            return List.of(new ToolCall(names.clean(action.path("name").stringValue()), rest));
        });
    }
}
