package dev.shipmate.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A program that listens on its pod's loopback address, where nobody outside of the pod can reach it.
final class Binding {
    private static final Pattern NAME = Pattern.compile(
            "(?i)(?:.*_)?(?:host|hostname|bind|bind_addr(?:ess)?|listen|listen_addr(?:ess)?|addr(?:ess)?)");
    private static final Pattern LOCAL = Pattern.compile("^(?:localhost|127\\.0\\.0\\.1)(?=$|:)");
    private static final String OPTIONS = "--?(?:host|hostname|bind|address|addr|listen|b|H|p)";
    private static final Pattern OPTION = Pattern.compile(OPTIONS);
    private static final Pattern IN_SHELL =
            Pattern.compile("(?<option>" + OPTIONS + "[ =])(?:localhost|127\\.0\\.0\\.1)(?![\\w.-])");

    private Binding() {}

    /// Whether its settings or its command make a container listen there, on the port that a probe asks.
    static boolean isLocal(JsonNode container) {
        return setting(container).isPresent() || !arguments(container).isEmpty();
    }

    static Finding known(Finding finding, Suspect suspect, String name) {
        JsonNode container = suspect.container(name);
        Finding known = finding.as("app-bind-localhost")
                .as(Confidence.LIKELY)
                .withCause("%s Container %s listens on localhost only, where its probe cannot reach it."
                        .formatted(finding.cause(), name))
                .withEvidence(shown(container))
                .withNext("Let it listen on 0.0.0.0.");
        return remedy(suspect, container).map(known::withRemedy).orElse(known);
    }

    private static List<String> shown(JsonNode container) {
        return setting(container)
                .map(variable -> List.of("%s is %s".formatted(text(variable, "name"), text(variable, "value"))))
                .orElseGet(() -> arguments(container).isEmpty() ? List.of() : List.of("its command names localhost"));
    }

    private static Optional<Remedy> remedy(Suspect suspect, JsonNode container) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        Optional<JsonNode> setting = setting(container);
        if (setting.isPresent()) {
            String variable = text(setting.get(), "name");
            String value = LOCAL.matcher(text(setting.get(), "value")).replaceFirst("0.0.0.0");
            fields.putArray("env").addObject().put("name", variable).put("value", value);
            return PatchTemplate.container(
                    suspect,
                    "Let %s of %s be %s".formatted(variable, suspect.object(), value),
                    text(container, "name"),
                    fields);
        }
        arguments(container).forEach(list -> fields.set(list, changed(container.path(list))));
        return fields.isEmpty()
                ? Optional.empty()
                : PatchTemplate.container(
                        suspect,
                        "Let %s listen on 0.0.0.0".formatted(suspect.object()),
                        text(container, "name"),
                        fields);
    }

    private static Optional<JsonNode> setting(JsonNode container) {
        return container
                .path("env")
                .valueStream()
                .filter(variable -> NAME.matcher(text(variable, "name")).matches()
                        && isOwn(text(variable, "name"))
                        && LOCAL.matcher(text(variable, "value")).find())
                .findFirst();
    }

    /// The host of a database is where a program calls, not where it listens.
    private static boolean isOwn(String name) {
        return !name.matches(
                "(?i).*(db|database|pg|postgres|mysql|redis|mongo|cache|queue|smtp|mail|api|backend|upstream).*");
    }

    /// Which of `command` and `args` name the loopback address.
    private static List<String> arguments(JsonNode container) {
        var lists = new ArrayList<String>();
        for (String list : List.of("command", "args")) {
            if (!changed(container.path(list)).equals(container.path(list))) {
                lists.add(list);
            }
        }
        return lists;
    }

    /// The words of a command, with every address to listen on open.
    private static JsonNode changed(JsonNode words) {
        if (!words.isArray()) {
            return words;
        }
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        String before = "";
        for (JsonNode word : words) {
            String text = word.asString("");
            changed.add(
                    OPTION.matcher(before).matches()
                            ? LOCAL.matcher(text).replaceFirst("0.0.0.0")
                            : IN_SHELL.matcher(text).replaceAll("${option}0.0.0.0"));
            before = text;
        }
        return changed;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
