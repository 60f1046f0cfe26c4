package dev.shipmate.monitoring;

import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the nodes that would take a pod have free: what they offer less what the pods on them request.
///
/// Taints, `nodeSelector`, cordons and the number of pods count; affinity rules do not.
final class NodeRoom {
    private final JsonNode podSpec;
    private final Map<String, Free> nodes = new HashMap<>();

    private static final class Free {
        private long cpu;
        private long memory;
        private long pods;

        long fits(PodNeed need) {
            long byCpu = need.cpuMillicores() == 0 ? pods : cpu / need.cpuMillicores();
            long byMemory = need.memoryBytes() == 0 ? pods : memory / need.memoryBytes();
            return Math.max(0, Math.min(pods, Math.min(byCpu, byMemory)));
        }
    }

    /// @param podSpec of the pods that are to be placed
    NodeRoom(JsonNode podSpec) {
        this.podSpec = podSpec;
    }

    void add(JsonNode node) {
        if (takes(node)) {
            JsonNode offered = node.path("status").path("allocatable");
            Free free = nodes.computeIfAbsent(node.path("metadata").path("name").asString(""), _ -> new Free());
            free.cpu += Quantity.millicores(offered.path("cpu").asString(""));
            free.memory += Quantity.bytes(offered.path("memory").asString(""));
            free.pods += Quantity.bytes(offered.path("pods").asString("110"));
        }
    }

    /// A pod that is on a node, or not yet.
    void take(PodView pod) {
        Free free = nodes.get(pod.node());
        if (free != null && !pod.completed() && !pod.phase().equals("Failed")) {
            free.cpu -= pod.resources().cpuRequestMillicores();
            free.memory -= pod.resources().memoryRequestBytes();
            free.pods--;
        }
    }

    /// How many more pods of this size the nodes take.
    Cap cap(PodNeed need, int current) {
        long more = nodes.values().stream().mapToLong(free -> free.fits(need)).sum();
        String room = "%s of %s CPU and %s memory"
                .formatted(
                        more == 1 ? "one more pod" : more + " more pods",
                        Amount.of("cpu", need.cpuMillicores()),
                        Amount.of("memory", need.memoryBytes()));
        String free = nodes.size() == 1
                ? "node %s has %s CPU and %s memory unrequested"
                        .formatted(
                                nodes.keySet().iterator().next(),
                                Amount.of("cpu", Math.max(0, mostCpu())),
                                Amount.of("memory", Math.max(0, mostMemory())))
                : "%d nodes take such pods; at most %s CPU and %s memory are unrequested on one of them"
                        .formatted(
                                nodes.size(),
                                Amount.of("cpu", Math.max(0, mostCpu())),
                                Amount.of("memory", Math.max(0, mostMemory())));
        return new Cap(
                (int) Math.min(Integer.MAX_VALUE / 2, current + more),
                "the nodes have room for %s: %s".formatted(room, free));
    }

    /// The most that is free on one node.
    long mostCpu() {
        return nodes.values().stream().mapToLong(free -> free.cpu).max().orElse(0);
    }

    long mostMemory() {
        return nodes.values().stream().mapToLong(free -> free.memory).max().orElse(0);
    }

    private boolean takes(JsonNode node) {
        if (node.path("spec").path("unschedulable").asBoolean(false)) {
            return false;
        }
        JsonNode labels = node.path("metadata").path("labels");
        boolean selected = podSpec.path("nodeSelector").properties().stream()
                .allMatch(wanted -> labels.path(wanted.getKey())
                        .asString("")
                        .equals(wanted.getValue().asString("")));
        return selected && isReady(node) && taints(node).stream().allMatch(this::tolerated);
    }

    private static boolean isReady(JsonNode node) {
        return node.path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("Ready"))
                .allMatch(condition -> condition.path("status").asString("").equals("True"));
    }

    private static List<JsonNode> taints(JsonNode node) {
        var taints = new ArrayList<JsonNode>();
        node.path("spec").path("taints").forEach(taint -> {
            if (!taint.path("effect").asString("").equals("PreferNoSchedule")) {
                taints.add(taint);
            }
        });
        return taints;
    }

    private boolean tolerated(JsonNode taint) {
        return podSpec.path("tolerations").valueStream().anyMatch(toleration -> tolerates(toleration, taint));
    }

    private static boolean tolerates(JsonNode toleration, JsonNode taint) {
        String effect = toleration.path("effect").asString("");
        String key = toleration.path("key").asString("");
        boolean exists = toleration.path("operator").asString("Equal").equals("Exists");
        boolean sameKey = key.isEmpty() ? exists : key.equals(taint.path("key").asString(""));
        boolean sameValue = exists
                || toleration
                        .path("value")
                        .asString("")
                        .equals(taint.path("value").asString(""));
        return (effect.isEmpty() || effect.equals(taint.path("effect").asString(""))) && sameKey && sameValue;
    }
}
