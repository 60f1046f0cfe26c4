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
    private static final List<String> KINDS = List.of("readinessProbe", "livenessProbe", "startupProbe");

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

    private static List<Wrong> wrong(JsonNode container) {
        Map<String, Integer> declared = declared(container);
        var wrong = new ArrayList<Wrong>();
        for (String kind : KINDS) {
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
        return find(suspect).filter(wrong -> wrong.declared().size() == 1).flatMap(first -> {
            int port = first.declared().getFirst();
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            List<Wrong> all = wrong(suspect.container(first.container()));
            all.forEach(wrong ->
                    fields.putObject(wrong.kind()).putObject(wrong.handler()).put("port", port));
            String words = all.stream().map(Wrong::word).distinct().collect(Collectors.joining(" and "));
            return PatchTemplate.container(
                    suspect,
                    "Point the %s probe of %s at port %d".formatted(words, suspect.object(), port),
                    first.container(),
                    fields);
        });
    }

    /// A readiness probe that asks for a path which is not there takes the path of the liveness probe, and the other
    /// way
    /// round, when only that one differs.
    static Optional<Remedy> pathRemedy(Suspect suspect) {
        for (JsonNode container : Settings.containers(suspect)) {
            String ready = container.at("/readinessProbe/httpGet/path").asString("");
            String alive = container.at("/livenessProbe/httpGet/path").asString("");
            boolean samePort =
                    container.at("/readinessProbe/httpGet/port").equals(container.at("/livenessProbe/httpGet/port"));
            if (!ready.isEmpty() && !alive.isEmpty() && !ready.equals(alive) && samePort) {
                boolean readiness = suspect.failedProbe("Readiness").isPresent();
                ObjectNode fields = JsonNodeFactory.instance.objectNode();
                fields.putObject(readiness ? "readinessProbe" : "livenessProbe")
                        .putObject("httpGet")
                        .put("path", readiness ? alive : ready);
                return PatchTemplate.container(
                        suspect,
                        "Let the %s probe of %s ask for %s, as its %s probe does"
                                .formatted(
                                        readiness ? "readiness" : "liveness",
                                        suspect.object(),
                                        readiness ? alive : ready,
                                        readiness ? "liveness" : "readiness"),
                        container.path("name").asString(""),
                        fields);
            }
        }
        return Optional.empty();
    }
}
