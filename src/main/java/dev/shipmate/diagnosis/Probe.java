package dev.shipmate.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A probe of a container.
///
/// @param kind `readinessProbe`, `livenessProbe` or `startupProbe`
/// @param json the probe as the container's specification has it
record Probe(JsonNode container, String kind, JsonNode json) {
    static final List<String> KINDS = List.of("readinessProbe", "livenessProbe", "startupProbe");
    private static final List<String> NETWORK = List.of("httpGet", "tcpSocket", "grpc");

    static List<Probe> all(JsonNode container) {
        var probes = new ArrayList<Probe>();
        KINDS.forEach(kind -> find(container, kind).ifPresent(probes::add));
        return probes;
    }

    static Optional<Probe> find(JsonNode container, String kind) {
        return container.path(kind).isObject()
                ? Optional.of(new Probe(container, kind, container.path(kind)))
                : Optional.empty();
    }

    /// `readiness`
    String word() {
        return kind.replace("Probe", "");
    }

    int period() {
        return json.path("periodSeconds").asInt(10);
    }

    int threshold() {
        return json.path("failureThreshold").asInt(3);
    }

    int timeout() {
        return json.path("timeoutSeconds").asInt(1);
    }

    /// How long a program may take until it answers for the first time.
    Duration patience() {
        return Duration.ofSeconds(json.path("initialDelaySeconds").asInt(0) + (long) period() * threshold());
    }

    String path() {
        return json.at("/httpGet/path").asString("");
    }

    /// `httpGet`, `tcpSocket` or `grpc`; empty for a probe that runs a command.
    String handler() {
        return NETWORK.stream().filter(json::has).findFirst().orElse("");
    }

    /// A number, or the name of one of the container's ports; empty for a probe that runs a command.
    String port() {
        return json.path(handler()).path("port").asString("");
    }

    /// The port's number; 0 for a name that no port has, or for no port.
    int portNumber() {
        String port = port();
        if (!port.isEmpty() && port.chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(port);
        }
        return container
                .path("ports")
                .valueStream()
                .filter(it -> !port.isEmpty() && it.path("name").asString("").equals(port))
                .map(it -> it.path("containerPort").asInt(0))
                .findFirst()
                .orElse(0);
    }
}
