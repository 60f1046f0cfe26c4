package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.spelling.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What is wrong with the nodes, by Kubernetes' own conditions. What other programs add to a node's conditions has its
/// own meaning, and is left to them.
final class NodeRules implements SceneRule {
    private static final Map<String, String> PRESSURES = Map.of(
            "MemoryPressure", "memory",
            "DiskPressure", "disk space",
            "PIDPressure", "process numbers");
    private static final Set<String> KNOWN_NAMESPACES = Set.of("kube-system");

    private final StartUp start;

    NodeRules(StartUp start) {
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.objects()
                .of(KnownKinds.NODES)
                .filter(node -> !start.isSilent(WorkloadFacts.created(node.path("metadata"))))
                .flatMap(node -> examine(node, scene).stream()
                        .map(finding -> Lead.of(finding).reaching(reach(node, scene))))
                .toList();
    }

    /// A node that is not ready has other conditions that nobody knows any more.
    private List<Finding> examine(JsonNode node, Scene scene) {
        Optional<JsonNode> ready = condition(node, "Ready").filter(it -> !is(it, "True"));
        if (ready.isPresent()) {
            return List.of(notReady(node, ready.get()));
        }
        var findings = new ArrayList<Finding>();
        condition(node, "NetworkUnavailable")
                .filter(it -> is(it, "True"))
                .map(it -> finding(
                        node, it, "node-not-ready", "its network is not set up, so pods on it cannot be reached"))
                .map(it -> it.withNext("Look at the network plugin's pods in kube-system."))
                .ifPresent(findings::add);
        PRESSURES.forEach((type, what) -> condition(node, type)
                .filter(it -> is(it, "True"))
                .map(it -> pressure(node, it, what, scene))
                .ifPresent(findings::add));
        return findings;
    }

    private static Finding notReady(JsonNode node, JsonNode ready) {
        String cause = is(ready, "Unknown")
                ? "its kubelet does not answer any more, so nobody knows what runs on it"
                : "it is not ready, so it takes no pods and those on it are not served";
        return finding(node, ready, "node-not-ready", cause)
                .withNext(
                        is(ready, "Unknown")
                                ? "See whether the node runs and reaches the API server; start it again, or its kubelet."
                                : "Look at the kubelet, the container runtime and the network plugin on the node.");
    }

    /// Once pods are turned away or driven out for it, something does not work.
    private static Finding pressure(JsonNode node, JsonNode condition, String what, Scene scene) {
        String name = Objects.name(node);
        boolean hurts = scene.suspects().stream()
                .map(Suspect::pod)
                .anyMatch(pod -> (pod.reason().equals("Evicted") && pod.node().equals(name))
                        || pod.node().isEmpty());
        return finding(
                        node,
                        condition,
                        "node-pressure",
                        "it runs out of %s, so it takes no new pods and evicts some that it has".formatted(what))
                .as(hurts ? Severity.ERROR : Severity.WARNING)
                .withNext(
                        what.equals("disk space")
                                ? "Free disk on the node: old images are the usual cause."
                                : "Scale something down, or set requests that tell the scheduler what the pods need.");
    }

    private static Finding finding(JsonNode node, JsonNode condition, String id, String cause) {
        String type = text(condition, "type");
        return Finding.of(id, "node/" + Objects.name(node), "", cause + ".", List.of(), "")
                .with(Evidence.field(
                                "status.conditions[%s]".formatted(type),
                                "%s is %s: %s"
                                        .formatted(
                                                type,
                                                text(condition, "status"),
                                                Words.reasonAndMessage(
                                                        text(condition, "reason"), text(condition, "message"))))
                        .at(since(condition)));
    }

    /// The namespaces with pods on it; a node without pods matters to the cluster alone.
    private static Set<String> reach(JsonNode node, Scene scene) {
        String name = Objects.name(node);
        Set<String> reach = Stream.concat(
                        scene.groups().stream()
                                .filter(group -> group.nodes().contains(name))
                                .map(PodGroup::namespace),
                        scene.suspects().stream()
                                .filter(suspect -> suspect.pod().node().equals(name))
                                .map(suspect -> suspect.pod().namespace()))
                .collect(Collectors.toSet());
        return reach.isEmpty() ? KNOWN_NAMESPACES : reach;
    }

    private static Optional<JsonNode> condition(JsonNode node, String type) {
        return node.path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> text(condition, "type").equals(type))
                .findFirst();
    }

    private static Instant since(JsonNode condition) {
        return Moments.of(condition.path("lastTransitionTime"));
    }

    private static boolean is(JsonNode condition, String status) {
        return text(condition, "status").equals(status);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
