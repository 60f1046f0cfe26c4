package dev.shipmate.diagnosis;

import dev.shipmate.cluster.PodView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private final Exposure exposure;
    private final boolean unready;
    private final Map<String, PodPorts> behind = new LinkedHashMap<>();
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

    /// How it is reached from elsewhere.
    ///
    /// @param type `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`
    /// @param externalName where an `ExternalName` leads to
    /// @param reached whether a load balancer was made
    record Exposure(String type, String externalName, String balancerClass, boolean reached) {
        static Exposure of(JsonNode service) {
            JsonNode spec = service.path("spec");
            return new Exposure(
                    spec.path("type").asString("ClusterIP"),
                    spec.path("externalName").asString(""),
                    spec.path("loadBalancerClass").asString(""),
                    !service.at("/status/loadBalancer/ingress").isEmpty());
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
        exposure = Exposure.of(service);
        unready = spec.path("publishNotReadyAddresses").asBoolean(false);
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
        behind.putIfAbsent(Suspect.object(pod), PodPorts.of(pod, json.path("spec")));
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

    Exposure exposure() {
        return exposure;
    }

    /// Whether its name leads to the pods themselves, so that clients choose the port.
    boolean headless() {
        return address.equals("None");
    }

    /// Whether it leads to pods before they are ready, on purpose.
    boolean publishesUnready() {
        return unready;
    }

    /// The workloads whose pods are behind it.
    Set<String> owners() {
        return behind.keySet();
    }

    /// What one pod of each of them listens on.
    Map<String, PodPorts> behind() {
        return behind;
    }

    int pods() {
        return pods;
    }

    int ready() {
        return ready;
    }
}
