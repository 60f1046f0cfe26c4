package dev.shipmate.tool.kubernetes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The addresses behind a Service, gathered from its EndpointSlices: counted, whatever their number.
final class Endpoints {
    private final Map<String, Boolean> ready = new HashMap<>();
    private final Map<String, Set<Integer>> targets = new HashMap<>();
    private final Set<String> served = new HashSet<>();

    void add(JsonNode slice) {
        var ports = new HashMap<String, Integer>();
        slice.path("ports")
                .forEach(port -> ports.put(
                        port.path("name").asString(""), port.path("port").asInt(0)));
        for (JsonNode endpoint : slice.path("endpoints")) {
            // A condition that is not told counts as true.
            boolean isReady = endpoint.path("conditions").path("ready").asBoolean(true);
            ready.merge(key(endpoint), isReady, Boolean::logicalOr);
            ports.forEach((name, port) -> {
                targets.computeIfAbsent(name, _ -> new TreeSet<>()).add(port);
                if (isReady) {
                    served.add(name);
                }
            });
        }
    }

    /// A pod has an address of each family, and counts once.
    private static String key(JsonNode endpoint) {
        String pod = endpoint.path("targetRef").path("name").asString("");
        return pod.isEmpty() ? endpoint.path("addresses").path(0).asString("") : pod;
    }

    int ready() {
        return (int) ready.values().stream().filter(it -> it).count();
    }

    int notReady() {
        return ready.size() - ready();
    }

    /// Whether something ready is behind the port of this name.
    boolean serves(String port) {
        return served.contains(port);
    }

    /// `8000`, or `8000, 8080` where pods name different ports alike; empty when there is none.
    String target(String port) {
        return targets.getOrDefault(port, Set.of()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /// `2 ready`, `1 ready, 1 not ready`, `none`.
    String display() {
        if (ready.isEmpty()) {
            return "none";
        }
        return notReady() == 0 ? ready() + " ready" : "%d ready, %d not ready".formatted(ready(), notReady());
    }
}
