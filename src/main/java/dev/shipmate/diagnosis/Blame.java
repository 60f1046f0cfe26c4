package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a pod's trouble may come from: the claims that it mounts, or the nodes that do not take it.
final class Blame {
    /// The taints that Kubernetes sets itself when a node is in trouble.
    private static final Set<String> TROUBLE = Set.of(
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/network-unavailable",
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/pid-pressure");

    private Blame() {}

    /// Objects as they are displayed; those of them that are in order have no finding, and explain nothing.
    static List<String> of(Finding finding, Suspect suspect, Scene scene) {
        return switch (finding.id()) {
            case "pvc-unbound" -> SchedulingRules.claims(suspect);
            case "insufficient-resources", "untolerated-taint", "unschedulable", "node-selector-mismatch" ->
                troubled(scene).toList();
            case "not-ready", "evicted", "sandbox-failed" ->
                suspect.pod().node().isEmpty()
                        ? List.of()
                        : List.of("node/" + suspect.pod().node());
            default -> List.of();
        };
    }

    private static Stream<String> troubled(Scene scene) {
        return scene.objects()
                .of(KnownKinds.NODES)
                .filter(node -> node.path("spec").path("taints").valueStream().anyMatch(Blame::isTrouble))
                .map(node -> "node/" + Objects.name(node));
    }

    private static boolean isTrouble(JsonNode taint) {
        return TROUBLE.contains(taint.path("key").asString(""));
    }
}
