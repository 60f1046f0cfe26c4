package dev.shipmate.diagnosis;

import dev.shipmate.cluster.PodView;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a pod listens on, as far as its specification tells. A port that is declared is only said; one that a probe of
/// a ready pod asks is known; one that its command or its environment names is likely.
final class PodPorts {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])(\\d{2,5})(?![\\d.])");
    /// `--port=8000`, `-p 8000`, `--bind 0.0.0.0:8000`, `:8000`
    private static final Pattern OWN = Pattern.compile(
            "(?:^|\\s)(?:-p|-P|-l|-b|--?(?:[a-z]+-)?(?:port|listen|bind|addr|address))[= ]?(?:[\\w.*\\[\\]-]*:)?(\\d{2,5})(?![\\d.])"
                    + "|(?:^|\\s)(?:0\\.0\\.0\\.0|\\[::\\])?:(\\d{2,5})(?!\\d)");
    private static final Set<String> OWN_VARIABLES =
            Set.of("PORT", "HTTP_PORT", "SERVER_PORT", "APP_PORT", "LISTEN_PORT");

    private final Set<Integer> declared = new TreeSet<>();
    private final TreeMap<String, Integer> named = new TreeMap<>();
    private final Set<Integer> probed = new TreeSet<>();
    private final Set<Integer> told = new TreeSet<>();
    private final Set<Integer> mentioned = new TreeSet<>();

    private PodPorts() {}

    static PodPorts of(PodView pod, JsonNode spec) {
        var ports = new PodPorts();
        spec.path("initContainers").forEach(ports::declare);
        for (JsonNode container : spec.path("containers")) {
            ports.declare(container);
            ports.read(container);
            if (pod.healthy()) {
                ports.probe(container);
            }
        }
        return ports;
    }

    private void declare(JsonNode container) {
        container.path("ports").forEach(port -> {
            int number = port.path("containerPort").asInt(0);
            declared.add(number);
            if (port.has("name")) {
                named.put(
                        key(
                                port.path("name").asString(""),
                                port.path("protocol").asString("TCP")),
                        number);
            }
        });
    }

    private void read(JsonNode container) {
        String command = Stream.concat(
                        container.path("command").valueStream(),
                        container.path("args").valueStream())
                .map(word -> word.asString(""))
                .reduce("", (one, other) -> one + " " + other);
        OWN.matcher(command)
                .results()
                .forEach(found -> told.add(Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1))));
        NUMBER.matcher(command).results().forEach(found -> mentioned.add(Integer.parseInt(found.group(1))));
        container.path("env").forEach(variable -> {
            String value = variable.path("value").asString("");
            NUMBER.matcher(value).results().forEach(found -> mentioned.add(Integer.parseInt(found.group(1))));
            if (OWN_VARIABLES.contains(variable.path("name").asString("")) && value.matches("\\d{2,5}")) {
                told.add(Integer.parseInt(value));
            }
        });
    }

    private void probe(JsonNode container) {
        for (String kind : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
            for (String handler : List.of("httpGet", "tcpSocket", "grpc")) {
                String port = container.path(kind).path(handler).path("port").asString("");
                if (port.matches("\\d{1,5}")) {
                    probed.add(Integer.parseInt(port));
                }
            }
        }
    }

    /// Names are only looked for among ports of the same protocol.
    private static String key(String name, String protocol) {
        return name + "/" + protocol;
    }

    boolean has(String name, String protocol) {
        return named.containsKey(key(name, protocol));
    }

    /// The number behind a name; 0 when no container has the name.
    int number(String name, String protocol) {
        return named.getOrDefault(key(name, protocol), 0);
    }

    /// Whether it may listen there.
    boolean may(int number) {
        return declared.contains(number)
                || probed.contains(number)
                || told.contains(number)
                || mentioned.contains(number);
    }

    Set<Integer> declared() {
        return declared;
    }

    /// By name and protocol: `web/TCP`.
    Set<String> names() {
        return named.keySet();
    }

    /// Where it surely or likely listens though it declares nothing: what it is told, narrowed by what its probes ask.
    Set<Integer> undeclared() {
        var both = new TreeSet<>(told);
        both.retainAll(probed);
        return both.isEmpty() ? told : both;
    }
}
