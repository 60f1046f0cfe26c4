package dev.shipmate.diagnosis;

import dev.shipmate.cluster.PodView;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A Service, and what was learnt of the pods behind it while they were read.
final class ServiceFacts {
    private final String namespace;
    private final String name;
    private final String address;
    private final Instant created;
    private final Map<String, String> selector;
    private final String release;
    private final List<Port> ports;
    private final Set<String> owners = new LinkedHashSet<>();
    private final Set<Integer> listening = new TreeSet<>();
    private final Map<String, Integer> named = new TreeMap<>();
    private int pods;
    private int ready;

    /// @param target a number, or the name of a container's port
    record Port(String name, int port, String target, String protocol) {
        boolean isNamed() {
            return !target.chars().allMatch(Character::isDigit);
        }

        int targetNumber() {
            return isNamed() ? 0 : Integer.parseInt(target);
        }
    }

    ServiceFacts(JsonNode service) {
        JsonNode spec = service.path("spec");
        namespace = service.path("metadata").path("namespace").asString("");
        name = service.path("metadata").path("name").asString("");
        address = spec.path("clusterIP").asString("");
        created = WorkloadFacts.created(service.path("metadata"));
        boolean elsewhere = spec.path("type").asString("").equals("ExternalName");
        selector = elsewhere ? Map.of() : new TreeMap<>(WorkloadFacts.texts(spec.path("selector")));
        release = WorkloadFacts.release(service.path("metadata"));
        ports = spec.path("ports").valueStream().map(ServiceFacts::port).toList();
    }

    private static Port port(JsonNode port) {
        int number = port.path("port").asInt(0);
        JsonNode target = port.path("targetPort");
        String text = target.isMissingNode() ? "" : target.asString("");
        return new Port(
                port.path("name").asString(""),
                number,
                text.isEmpty() || text.equals("0") ? String.valueOf(number) : text,
                port.path("protocol").asString("TCP"));
    }

    /// Looks whether a pod is behind it, and remembers what it offers.
    void see(PodView pod, JsonNode json) {
        if (selector.isEmpty() || pod.completed() || pod.terminating() || !selects(pod.labels())) {
            return;
        }
        pods++;
        ready += pod.healthy() ? 1 : 0;
        owners.add(Suspect.object(pod));
        for (String role : List.of("containers", "initContainers")) {
            json.path("spec")
                    .path(role)
                    .forEach(container -> container.path("ports").forEach(port -> {
                        int number = port.path("containerPort").asInt(0);
                        listening.add(number);
                        if (port.has("name")) {
                            named.put(port.path("name").asString(""), number);
                        }
                    }));
        }
    }

    boolean selects(Map<String, String> podLabels) {
        return !selector.isEmpty()
                && selector.entrySet().stream()
                        .allMatch(label -> label.getValue().equals(podLabels.get(label.getKey())));
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    String display() {
        return "service/" + name;
    }

    /// Its cluster IP; `None` or empty where it has none.
    String address() {
        return address;
    }

    Instant created() {
        return created;
    }

    Map<String, String> selector() {
        return selector;
    }

    /// The Helm release that it belongs to, or empty.
    String release() {
        return release;
    }

    List<Port> ports() {
        return ports;
    }

    /// The workloads whose pods are behind it.
    Set<String> owners() {
        return owners;
    }

    /// The ports that the containers behind it declare.
    Set<Integer> listening() {
        return listening;
    }

    /// Those of them that have a name.
    Map<String, Integer> named() {
        return named;
    }

    int pods() {
        return pods;
    }

    int ready() {
        return ready;
    }
}
