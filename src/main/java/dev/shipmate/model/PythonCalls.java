package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds calls written as in Python, `list_pods(namespace="todo")`, of tools that are on offer. Any other name
/// before a bracket is prose.
final class PythonCalls {
    record Place(int start, int end, ToolCall call) {}

    private static final Pattern OPENING =
            Pattern.compile("(?<![\\w-])(?:[A-Za-z_]{1,64}\\.)?([A-Za-z][\\w-]{0,63})\\(");
    private static final Pattern ARGUMENT = Pattern.compile(
            "\\s*(?:([A-Za-z_]\\w*)\\s*[=:]\\s*)?(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\[[^]]*]|[^,()\"']+)\\s*(?:,|$)",
            Pattern.DOTALL);

    private final List<ToolOption> tools;
    private final ToolNames names;

    PythonCalls(List<ToolOption> tools, ToolNames names) {
        this.tools = tools;
        this.names = names;
    }

    List<Place> find(String text) {
        var places = new ArrayList<Place>();
        Matcher opening = OPENING.matcher(text);
        int from = 0;
        while (opening.find(from)) {
            from = opening.end();
            String name = names.clean(opening.group(1));
            int close = closing(text, from);
            if (names.known(name) && close >= 0) {
                places.add(new Place(
                        opening.start(), close + 1, new ToolCall(name, arguments(name, text.substring(from, close)))));
                from = close + 1;
            }
        }
        return places;
    }

    private static int closing(String text, int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ')') {
                return i;
            } else if (c == '\n' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                return -1;
            }
        }
        return -1;
    }

    private Map<String, Object> arguments(String tool, String written) {
        var arguments = new LinkedHashMap<String, Object>();
        Matcher argument = ARGUMENT.matcher(written.strip());
        int place = 0;
        while (argument.find()) {
            if (argument.group(2).isBlank()) {
                continue;
            }
            String name = argument.group(1) == null ? nameAt(tool, place) : argument.group(1);
            if (!name.isEmpty() && !argument.group(2).strip().equals("None")) {
                arguments.put(name, PlainValue.of(argument.group(2)));
            }
            place++;
        }
        return arguments;
    }

    /// The argument that is meant by its place: required ones first.
    private String nameAt(String tool, int place) {
        return tools.stream()
                .filter(option -> option.name().equals(tool))
                .flatMap(option -> option.arguments().stream()
                        .sorted((left, right) -> Boolean.compare(right.required(), left.required())))
                .skip(place)
                .map(Argument::name)
                .findFirst()
                .orElse("");
    }
}
