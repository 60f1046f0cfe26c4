package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodResources;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How much room the nodes have for a pod that found none, and what would fit; read once.
final class Room {
    private static final Pattern SHORT = Pattern.compile("Insufficient ([\\w./-]+?)[,.;]?(?:\\s|$)");
    private static final long SMALLEST_MEMORY = 16L << 20;
    private static final long SMALLEST_CPU = 10;

    private final Cluster cluster;
    /// For each resource: every pod of the cluster has to be read for it, however many pods wait for room.
    private final Map<String, Optional<Node>> roomiest = new ConcurrentHashMap<>();

    Room(Cluster cluster) {
        this.cluster = cluster;
    }

    /// @param all what the node offers to pods
    private record Node(String name, long all, long free) {}

    Lead measure(Lead lead, Suspect suspect) {
        Matcher found = SHORT.matcher(String.join(" ", lead.finding().lines()));
        if (!found.find()) {
            return lead;
        }
        String resource = found.group(1);
        long asked = asked(suspect, resource);
        Optional<Node> most = asked == 0 ? Optional.empty() : roomiest.computeIfAbsent(resource, this::roomiest);
        if (most.isEmpty()) {
            return lead;
        }
        Node node = most.get();
        Finding finding = lead.finding()
                .withCause(
                        "it cannot be scheduled: no node has room for what it requests (%s of %s; %s has most: %s free of %s)."
                                .formatted(
                                        Amounts.words(resource, asked),
                                        resource,
                                        node.name(),
                                        Amounts.words(resource, Math.max(0, node.free())),
                                        Amounts.words(resource, node.all())));
        return lead.with(lower(suspect, resource, node).map(finding::withRemedy).orElse(finding));
    }

    private static long asked(Suspect suspect, String resource) {
        long asked = 0;
        for (JsonNode container : suspect.json().path("spec").path("containers")) {
            asked += request(container, resource);
        }
        return asked;
    }

    private static long request(JsonNode container, String resource) {
        return Amounts.parse(
                resource,
                container.path("resources").path("requests").path(resource).asString(""));
    }

    /// The node with most room, among those that take pods; none when they cannot be seen.
    private Optional<Node> roomiest(String resource) {
        var offered = new HashMap<String, Long>();
        Permitted.look(() -> cluster.forEachObject(KnownKinds.NODES, "", "", node -> {
            if (!node.path("spec").path("unschedulable").asBoolean(false)) {
                offered.put(
                        node.path("metadata").path("name").asString(""),
                        Amounts.parse(
                                resource,
                                node.path("status")
                                        .path("allocatable")
                                        .path(resource)
                                        .asString("")));
            }
        }));
        Map<String, Long> used = used(resource);
        return offered.entrySet().stream()
                .map(node -> new Node(
                        node.getKey(), node.getValue(), node.getValue() - used.getOrDefault(node.getKey(), 0L)))
                .max((one, other) -> Long.compare(one.free(), other.free()));
    }

    private Map<String, Long> used(String resource) {
        var used = new HashMap<String, Long>();
        Permitted.look(() -> cluster.forEachPod("", "", pod -> {
            if (!pod.node().isEmpty() && !pod.completed() && !pod.phase().equals("Failed")) {
                used.merge(pod.node(), request(pod, resource), Long::sum);
            }
        }));
        return used;
    }

    private static long request(PodView pod, String resource) {
        PodResources resources = pod.resources();
        return switch (resource) {
            case "cpu" -> resources.cpuRequestMillicores();
            case "memory" -> resources.memoryRequestBytes();
            default -> 0;
        };
    }

    /// Half of what is free is asked for, so that something is left; all pods that wait share it.
    private static Optional<Remedy> lower(Suspect suspect, String resource, Node node) {
        if (!List.of("cpu", "memory").contains(resource)) {
            return Optional.empty();
        }
        JsonNode greediest = suspect.container("");
        for (JsonNode container : suspect.json().path("spec").path("containers")) {
            if (request(container, resource) > request(greediest, resource)) {
                greediest = container;
            }
        }
        long others = asked(suspect, resource) - request(greediest, resource);
        long share = node.free() / 2 / Math.max(1, suspect.pods()) - others;
        long fitting = Amounts.isCpu(resource) ? share / 10 * 10 : share >> 20 << 20;
        if (fitting < (Amounts.isCpu(resource) ? SMALLEST_CPU : SMALLEST_MEMORY)) {
            return Optional.empty();
        }
        String amount = Amounts.quantity(resource, fitting);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject("resources").putObject("requests").put(resource, amount);
        return PatchTemplate.container(
                suspect,
                "Lower the %s request of %s from %s to %s"
                        .formatted(
                                resource,
                                suspect.object(),
                                Amounts.words(resource, request(greediest, resource)),
                                amount),
                greediest.path("name").asString(""),
                fields);
    }

    /// The most memory that a node offers; 0 when it cannot be seen.
    long largestMemory() {
        var largest = new long[1];
        Permitted.look(() -> cluster.forEachObject(
                KnownKinds.NODES,
                "",
                "",
                node -> largest[0] = Math.max(
                        largest[0],
                        Quantity.bytes(node.at("/status/allocatable/memory").asString("")))));
        return largest[0];
    }
}
