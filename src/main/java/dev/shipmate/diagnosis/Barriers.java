package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.diagnosis.Party.Door;
import dev.shipmate.diagnosis.Routes.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The routes that programs are told to take and that network policies cut. On a network that does not enforce policies
/// they are open all the same.
final class Barriers {
    private static final String SYSTEM = "kube-system";
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private final Cluster cluster;
    private final Scene scene;
    private final List<TrafficPolicy> policies;
    private final List<Cut> cuts = new ArrayList<>();

    private Barriers(Cluster cluster, Scene scene) {
        this.cluster = cluster;
        this.scene = scene;
        this.policies = scene.objects()
                .of(KnownKinds.NETWORK_POLICIES)
                .map(TrafficPolicy::of)
                .toList();
    }

    /// A route that is cut, and by what.
    ///
    /// @param outwards whether it is cut where it leaves the client, else where it enters the server
    /// @param policy the one that most likely was to let it pass
    /// @param all those that select the pods in that direction, none of which lets it pass
    /// @param door the first port that is meant; for a cut off name service, that one's
    record Cut(boolean outwards, TrafficPolicy policy, List<TrafficPolicy> all, Party client, Route route, Door door) {
        Cut {
            all = List.copyOf(all);
        }

        boolean ofNames() {
            return door.port() == 53 && door.protocol().equals("UDP");
        }
    }

    static List<Cut> of(Cluster cluster, Scene scene) {
        var barriers = new Barriers(cluster, scene);
        barriers.look();
        return List.copyOf(barriers.cuts);
    }

    private void look() {
        if (policies.isEmpty()) {
            return;
        }
        var routes = new Routes(cluster, scene);
        Map<String, Map<String, String>> labels = namespaceLabels();
        List<Party> parties =
                scene.examples().stream().map(example -> party(example, labels)).toList();
        for (PodExample example : scene.examples()) {
            Party client = party(example, labels);
            List<Route> declared = client.onHost() ? List.of() : routes.of(example);
            declared.forEach(route -> follow(client, route, parties));
            declared.stream().findFirst().ifPresent(route -> names(client, route, labels));
        }
    }

    private void follow(Party client, Route route, List<Party> parties) {
        List<Party> servers = parties.stream()
                .filter(party -> party.namespace().equals(route.service().namespace())
                        && route.service().selects(party.labels())
                        && !party.onHost())
                .toList();
        List<Door> doors = servers.stream()
                .flatMap(server -> route.service().ports().stream()
                        .filter(route::means)
                        .map(port -> door(server, route.service(), port))
                        .flatMap(Optional::stream))
                .toList();
        for (boolean outwards : List.of(true, false)) {
            // As long as one way is open, the route is.
            if (!doors.isEmpty()
                    && doors.stream()
                            .allMatch(door -> !closing(outwards, client, door).isEmpty())) {
                cut(outwards, client, route, doors.getFirst());
            }
        }
    }

    private static Optional<Door> door(Party server, ServiceFacts service, ServiceFacts.Port port) {
        int number = service.headless()
                ? port.port()
                : port.isNamed() ? server.port(port.target(), port.protocol()) : port.targetNumber();
        return number == 0 ? Optional.empty() : Optional.of(new Door(server, number, port.protocol()));
    }

    /// The policies that keep `client` from the door in one direction; none when it is let through.
    private List<TrafficPolicy> closing(boolean outwards, Party client, Door door) {
        Party closed = outwards ? client : door.at();
        List<TrafficPolicy> about = policies.stream()
                .filter(policy -> policy.isAbout(outwards) && policy.selects(closed))
                .toList();
        return about.stream().anyMatch(policy -> policy.lets(outwards, client, door)) ? List.of() : about;
    }

    private void cut(boolean outwards, Party client, Route route, Door door) {
        List<TrafficPolicy> all = closing(outwards, client, door);
        cuts.add(new Cut(outwards, culprit(all, outwards), all, client, route, door));
    }

    /// Of a policy that lets something pass one would expect that it lets this pass too, more than of one that closes
    /// everything.
    private static TrafficPolicy culprit(List<TrafficPolicy> policies, boolean outwards) {
        return policies.stream()
                .min(Comparator.<TrafficPolicy, Boolean>comparing(
                                policy -> policy.openings(outwards).isEmpty())
                        .thenComparing(policy -> policy.pods().isEmpty())
                        .thenComparing(TrafficPolicy::name))
                .orElseThrow();
    }

    /// A program that knows the others by name has to be let to the name service.
    private void names(Party client, Route route, Map<String, Map<String, String>> labels) {
        boolean closed = policies.stream().anyMatch(policy -> policy.isAbout(true) && policy.selects(client));
        String policy = client.spec().path("dnsPolicy").asString("ClusterFirst");
        if (!closed || !policy.startsWith("ClusterFirst")) {
            return;
        }
        Optional<JsonNode> service = Permitted.find(() -> cluster.findObject(KnownKinds.SERVICES, SYSTEM, "kube-dns"));
        Map<String, String> selector = service.map(
                        it -> WorkloadFacts.texts(it.path("spec").path("selector")))
                .filter(it -> !it.isEmpty())
                .orElse(Map.of("k8s-app", "kube-dns"));
        int target = service.flatMap(it -> it.path("spec")
                        .path("ports")
                        .valueStream()
                        .filter(port -> port.path("protocol").asString("").equals("UDP")
                                && port.path("targetPort").isNumber())
                        .findFirst())
                .map(port -> port.path("targetPort").asInt(53))
                .orElse(53);
        var names = new Party(
                SYSTEM,
                "service/kube-dns",
                selector,
                labels.getOrDefault(SYSTEM, Map.of(NAME_LABEL, SYSTEM)),
                "",
                JsonNodeFactory.instance.objectNode());
        var door = new Door(names, 53, "UDP");
        boolean open = closing(true, client, door).isEmpty()
                || closing(true, client, new Door(names, target, "UDP")).isEmpty();
        if (!open) {
            cut(true, client, route, door);
        }
    }

    private Map<String, Map<String, String>> namespaceLabels() {
        var labels = new HashMap<String, Map<String, String>>();
        scene.objects()
                .of(KnownKinds.NAMESPACES)
                .forEach(namespace -> labels.put(
                        Objects.name(namespace),
                        WorkloadFacts.texts(namespace.path("metadata").path("labels"))));
        return labels;
    }

    private static Party party(PodExample example, Map<String, Map<String, String>> labels) {
        String namespace = example.namespace();
        return new Party(
                namespace,
                example.object(),
                example.pod().labels(),
                labels.getOrDefault(namespace, Map.of(NAME_LABEL, namespace)),
                example.pod().ip(),
                example.spec());
    }
}
