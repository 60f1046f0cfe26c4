package dev.shipmate.helm;

import dev.shipmate.helm.ChartProblem.Severity;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Single settings as one tree of values, and those that do not fit into it.
final class SettingsTree {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final List<ChartProblem> problems = new ArrayList<>();

    SettingsTree(List<Setting> settings) {
        settings.forEach(this::add);
    }

    List<ChartProblem> problems() {
        return List.copyOf(problems);
    }

    boolean isEmpty() {
        return root.isEmpty();
    }

    /// JSON, which every reader of YAML takes, and which leaves no doubt about what is a text.
    String text() {
        return root.toString();
    }

    private void add(Setting setting) {
        List<String> names = names(setting.name());
        if (names.stream().anyMatch(name -> name.isBlank() || name.matches(".*\\[\\d+]"))) {
            reject(setting, "is no name of a value; a list can only be set as a whole, as [a, b]");
            return;
        }
        ObjectNode parent = root;
        for (String name : names.subList(0, names.size() - 1)) {
            JsonNode child = parent.path(name);
            if (!child.isMissingNode() && !child.isObject()) {
                reject(setting, "is set beside a value for a part of its name");
                return;
            }
            parent = child instanceof ObjectNode object ? object : parent.putObject(name);
        }
        try {
            parent.set(names.getLast(), value(setting));
        } catch (JacksonException _) {
            reject(setting, "has a value that is no YAML");
        }
    }

    private static JsonNode value(Setting setting) {
        JsonNode text = JsonNodeFactory.instance.stringNode(setting.value());
        return switch (setting.kind()) {
            case TEXT -> text;
            case YAML -> {
                JsonNode read = YAML.readTree(setting.value());
                yield read.isMissingNode() ? text : read;
            }
        };
    }

    private void reject(Setting setting, String why) {
        problems.add(new ChartProblem(Severity.ERROR, setting.name(), "the setting " + why));
    }

    private static List<String> names(String dotted) {
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        for (int at = 0; at < dotted.length(); at++) {
            char c = dotted.charAt(at);
            if (c == '\\' && at + 1 < dotted.length()) {
                at++;
                name.append(dotted.charAt(at));
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }
}
