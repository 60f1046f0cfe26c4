package dev.shipmate.tool;

import dev.shipmate.prompt.Prompts;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What `prompts/tools/<name>.txt` says of a tool: the first line describes it, each further line one argument.
public record ToolDescription(ToolSpec<?> spec, String summary, Map<String, String> arguments) {
    public ToolDescription {
        arguments = Map.copyOf(arguments);
    }

    /// A description that names other arguments than the tool has is our mistake: `IllegalStateException`.
    public static ToolDescription of(ToolSpec<?> spec) {
        List<String> lines = Prompts.load("tools/" + spec.name()).lines().toList();
        var arguments = new TreeMap<String, String>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                arguments.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        var names = Arrays.stream(spec.request().getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!names.equals(arguments.keySet())) {
            throw new IllegalStateException("prompts/tools/%s.txt describes %s, but the tool has %s."
                    .formatted(spec.name(), arguments.keySet(), names));
        }
        return new ToolDescription(spec, lines.getFirst(), arguments);
    }

    /// The tool as a model sees it. `live` tells the names that are allowed for a kind of name; an empty list leaves
    /// the argument free.
    public ToolOption toOption(LiveNames live) {
        return new ToolOption(
                spec.name(),
                summary,
                spec.effect(),
                Arrays.stream(spec.request().getRecordComponents())
                        .map(component -> argument(component, live))
                        .toList());
    }

    private ToolOption.Argument argument(RecordComponent component, LiveNames live) {
        Class<?> type = component.getType();
        Live kind = component.getAnnotation(Live.class);
        List<String> allowed = kind != null
                ? live.allowed(kind.value())
                : type.isEnum() ? ArgumentValue.words(Arrays.asList(type.getEnumConstants())) : List.of();
        return new ToolOption.Argument(
                component.getName(),
                arguments.getOrDefault(component.getName(), ""),
                type(type),
                Arguments.required(component),
                allowed);
    }

    private static ToolOption.Type type(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return ToolOption.Type.INTEGER;
        }
        return type == boolean.class || type == Boolean.class ? ToolOption.Type.BOOLEAN : ToolOption.Type.STRING;
    }

    /// The names that may stand in an argument.
    @FunctionalInterface
    public interface LiveNames {
        List<String> allowed(LiveName kind);
    }
}
