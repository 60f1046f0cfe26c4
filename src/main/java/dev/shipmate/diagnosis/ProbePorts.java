package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Compares the probes of a pod's containers with the ports that these declare.
final class ProbePorts {
    private ProbePorts() {}

    /// A probe that knocks where its container declares no port.
    ///
    /// @param kind `readinessProbe`, `livenessProbe` or `startupProbe`
    /// @param port a number, or a port's name
    /// @param declared the container's ports
    record Wrong(String container, String kind, String handler, String port, List<Integer> declared) {
        Wrong {
            declared = List.copyOf(declared);
        }

        /// `readiness`
        String word() {
            return kind.replace("Probe", "");
        }

        String phrase() {
            return "its %s probe asks port %s, and container %s declares %s"
                    .formatted(
                            word(),
                            port,
                            container,
                            declared.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    /// The first among the containers that are not ready.
    static Optional<Wrong> find(Suspect suspect) {
        return suspect.pod().containers().stream()
                .filter(container -> !container.ready() && container.role() != ContainerView.Role.INIT)
                .flatMap(container -> wrong(suspect.container(container.name())).stream())
                .findFirst();
    }

    /// The first of one container, whether it is ready or not.
    static Optional<Wrong> find(JsonNode container, String kind) {
        return wrong(container).stream().filter(it -> it.kind().equals(kind)).findFirst();
    }

    private static List<Wrong> wrong(JsonNode container) {
        Map<String, Integer> declared = declared(container);
        var wrong = new ArrayList<Wrong>();
        for (String kind : Probe.KINDS) {
            for (String handler : List.of("httpGet", "tcpSocket", "grpc")) {
                String port = container.path(kind).path(handler).path("port").asString("");
                boolean known = declared.containsKey(port)
                        || declared.values().stream().anyMatch(number -> port.equals(String.valueOf(number)));
                if (!port.isEmpty() && !declared.isEmpty() && !known) {
                    wrong.add(new Wrong(
                            container.path("name").asString(""),
                            kind,
                            handler,
                            port,
                            declared.values().stream().distinct().toList()));
                }
            }
        }
        return wrong;
    }

    private static Map<String, Integer> declared(JsonNode container) {
        var ports = new LinkedHashMap<String, Integer>();
        container.path("ports").forEach(port -> {
            int number = port.path("containerPort").asInt(0);
            ports.put(port.path("name").asString("port " + number), number);
        });
        return ports;
    }

    /// Every probe of the container that has the wrong port is pointed at the only one that it declares.
    static Optional<Remedy> remedy(Suspect suspect) {
        return find(suspect).flatMap(first -> remedy(suspect, first));
    }

    static Optional<Remedy> remedy(Suspect suspect, Wrong first) {
        if (first.declared().size() != 1) {
            return Optional.empty();
        }
        List<Wrong> all = wrong(suspect.container(first.container()));
        return pointed(suspect, first.container(), all, first.declared().getFirst());
    }

    /// Every probe of a container that asks another port is pointed at this one.
    static Optional<Remedy> pointed(Suspect suspect, String container, int port) {
        List<Wrong> all = Probe.all(suspect.container(container)).stream()
                .filter(probe -> !probe.port().isEmpty() && probe.portNumber() != port)
                .map(probe -> new Wrong(container, probe.kind(), probe.handler(), probe.port(), List.of()))
                .toList();
        return all.isEmpty() ? Optional.empty() : pointed(suspect, container, all, port);
    }

    private static Optional<Remedy> pointed(Suspect suspect, String container, List<Wrong> all, int port) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        all.forEach(wrong ->
                fields.putObject(wrong.kind()).putObject(wrong.handler()).put("port", port));
        String words = all.stream().map(Wrong::word).distinct().collect(Collectors.joining(" and "));
        return PatchTemplate.container(
                suspect,
                "Point the %s probe of %s at port %d".formatted(words, suspect.object(), port),
                container,
                fields);
    }

    /// A probe that asks for a path which is not there takes the path of another probe of the same port.
    ///
    /// @param kind of the probe that fails: `readinessProbe`
    static Optional<Remedy> pathRemedy(Suspect suspect, String kind) {
        for (JsonNode container : Settings.containers(suspect)) {
            Optional<Probe> failing = Probe.find(container, kind);
            Optional<Probe> better = Probe.all(container).stream()
                    .filter(other -> failing.isPresent()
                            && !other.path().isEmpty()
                            && !failing.get().path().isEmpty()
                            && !other.path().equals(failing.get().path())
                            && other.portNumber() == failing.get().portNumber())
                    .findFirst();
            if (better.isPresent()) {
                ObjectNode fields = JsonNodeFactory.instance.objectNode();
                fields.putObject(kind)
                        .putObject("httpGet")
                        .put("path", better.get().path());
                return PatchTemplate.container(
                        suspect,
                        "Let the %s probe of %s ask for %s, as its %s probe does"
                                .formatted(
                                        kind.replace("Probe", ""),
                                        suspect.object(),
                                        better.get().path(),
                                        better.get().word()),
                        container.path("name").asString(""),
                        fields);
            }
        }
        return Optional.empty();
    }
}
