package dev.shipmate.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A wish to run one tool. `arguments` keep their order; values are `String`, `Integer`, `Long`, `Double`,
/// `Boolean`, or lists and maps of those. Nothing about it has been checked.
public record ToolCall(String tool, Map<String, Object> arguments) {
    public ToolCall {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    public ToolCall with(String argument, Object value) {
        var changed = new LinkedHashMap<>(arguments);
        changed.put(argument, value);
        return new ToolCall(tool, changed);
    }

    /// One line for people: `scale name=deployment/web replicas=3`.
    public String display() {
        return arguments.isEmpty()
                ? tool
                : tool + " "
                        + arguments.entrySet().stream()
                                .map(argument -> argument.getKey() + "=" + argument.getValue())
                                .collect(Collectors.joining(" "));
    }
}
