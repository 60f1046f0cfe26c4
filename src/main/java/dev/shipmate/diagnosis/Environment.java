package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The environment variables of a pod's containers, whether they are written in the pod or come from ConfigMaps. Those
/// that come from Secrets are left out.
final class Environment {
    private static final Pattern BROWSER = Pattern.compile("(?i).*(public|origin|cors|allowed|trusted|frontend_url).*");

    private final Suspect suspect;
    private final List<Variable> variables;

    private Environment(Suspect suspect, List<Variable> variables) {
        this.suspect = suspect;
        this.variables = List.copyOf(variables);
    }

    /// A variable and its value.
    ///
    /// @param source where it comes from: `configmap/settings`; empty for one that is written in the pod
    record Variable(String container, String name, String value, String source) {
        /// A value with a password in it is not written into a patch, which a journal keeps.
        boolean isOpen() {
            return !value.contains("@");
        }

        String where() {
            return source.isEmpty() ? name : "%s (from %s)".formatted(name, source);
        }
    }

    /// What is written in the pod itself, without a request.
    static Environment written(Suspect suspect) {
        var variables = new ArrayList<Variable>();
        for (JsonNode container : Settings.containers(suspect)) {
            for (JsonNode variable : container.path("env")) {
                if (variable.has("value")) {
                    variables.add(
                            new Variable(text(container, "name"), text(variable, "name"), text(variable, "value"), ""));
                }
            }
        }
        return new Environment(suspect, variables);
    }

    static Environment read(Cluster cluster, Suspect suspect) {
        var maps = new HashMap<String, Map<String, String>>();
        var variables = new ArrayList<>(written(suspect).variables);
        for (JsonNode container : Settings.containers(suspect)) {
            for (JsonNode variable : container.path("env")) {
                JsonNode reference = variable.path("valueFrom").path("configMapKeyRef");
                Map<String, String> data = data(cluster, suspect, reference, maps);
                Optional.ofNullable(data.get(text(reference, "key")))
                        .ifPresent(value -> variables.add(new Variable(
                                text(container, "name"), text(variable, "name"), value, source(reference))));
            }
            for (JsonNode from : container.path("envFrom")) {
                JsonNode reference = from.path("configMapRef");
                data(cluster, suspect, reference, maps)
                        .forEach((key, value) -> variables.add(new Variable(
                                text(container, "name"), text(from, "prefix") + key, value, source(reference))));
            }
        }
        return new Environment(suspect, variables);
    }

    private static String source(JsonNode reference) {
        return "configmap/" + text(reference, "name");
    }

    private static Map<String, String> data(
            Cluster cluster, Suspect suspect, JsonNode reference, Map<String, Map<String, String>> read) {
        String name = text(reference, "name");
        return name.isEmpty()
                ? Map.of()
                : read.computeIfAbsent(
                        name,
                        _ -> Permitted.find(() -> cluster.findObject(
                                        KnownKinds.CONFIG_MAPS, suspect.pod().namespace(), name))
                                .map(map -> WorkloadFacts.texts(map.path("data")))
                                .orElse(Map.of()));
    }

    List<Variable> variables() {
        return variables;
    }

    /// Those that one container has.
    List<Variable> of(String container) {
        return variables.stream().filter(it -> it.container().equals(container)).toList();
    }

    /// Puts another host in the place of a wrong one. Where several variables have it, the one counts that also has the
    /// port; what browsers are told is left alone.
    ///
    /// @param port 0 when it is not known
    Optional<Remedy> replacingHost(String host, int port, String better) {
        Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(host) + "(?![\\w.-])(?::(\\d+))?");
        return variables.stream()
                .filter(variable ->
                        variable.isOpen() && !BROWSER.matcher(variable.name()).matches())
                .map(variable -> new Match(variable, fit(whole.matcher(variable.value()), port)))
                .filter(match -> match.fit() > 0)
                .max(Comparator.comparingInt(Match::fit))
                .map(Match::variable)
                .flatMap(variable -> set(
                        variable,
                        variable.value()
                                .replaceAll(
                                        "(?<![\\w.-])" + Pattern.quote(host) + "(?![\\w.-])",
                                        Matcher.quoteReplacement(better)),
                        "Let %s of %s use host %s".formatted(variable.name(), suspect.object(), better)));
    }

    private record Match(Variable variable, int fit) {}

    private static int fit(Matcher found, int port) {
        if (!found.find()) {
            return 0;
        }
        String there = Optional.ofNullable(found.group(1)).orElse("");
        return there.equals(String.valueOf(port)) ? 2 : there.isEmpty() || port == 0 ? 1 : 0;
    }

    /// Puts another port in the place of a wrong one, behind a host or alone.
    Optional<Remedy> replacingPort(String host, int port, int better) {
        Pattern whole =
                Pattern.compile("(?<![\\w.-])(" + Pattern.quote(host) + "(?:\\.[\\w.-]+)?:)" + port + "(?!\\d)");
        return replacing(
                "Let %s of %s use port " + better,
                value -> value.equals(String.valueOf(port))
                        ? String.valueOf(better)
                        : whole.matcher(value).replaceAll("$1" + better));
    }

    /// Gives the first variable that `change` changes its new value. A variable from a ConfigMap is given it in the
    /// pod, which counts more, so that others who use the ConfigMap keep theirs.
    Optional<Remedy> replacing(String title, UnaryOperator<String> change) {
        return variables.stream()
                .filter(variable ->
                        variable.isOpen() && !change.apply(variable.value()).equals(variable.value()))
                .findFirst()
                .flatMap(variable -> set(
                        variable, change.apply(variable.value()), title.formatted(variable.name(), suspect.object())));
    }

    Optional<Remedy> set(Variable variable, String value, String title) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        changed.put("name", variable.name()).put("value", value);
        if (!variable.source().isEmpty()) {
            changed.putNull("valueFrom");
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putArray("env").add(changed);
        return PatchTemplate.container(suspect, title, variable.container(), fields);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
