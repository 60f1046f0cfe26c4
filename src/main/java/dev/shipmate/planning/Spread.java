package dev.shipmate.planning;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.WorkloadName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Splits a wish about several objects into one for each: "backend and mcp-server", "all deployments".
final class Spread {
    private static final int MOST = 20;

    private static final Set<String> ORDERS_FOR_ALL = Set.of("rollout_restart", "scale", "rollout_undo");

    private static final Map<String, String> KINDS =
            Map.of("deployments", "deployment", "statefulsets", "statefulset", "daemonsets", "daemonset");

    private final Inventory inventory;
    private final String namespace;

    Spread(Inventory inventory, String namespace) {
        this.inventory = inventory;
        this.namespace = namespace;
    }

    /// Whether a tool can be called for each of all objects of a kind, some left out.
    static boolean forAll(String tool) {
        return ORDERS_FOR_ALL.contains(tool);
    }

    List<Reading> of(Reading reading, String tool, ToolBook.Entry entry) {
        List<Link> objects = reading.links().objects();
        List<Link> running =
                objects.stream().filter(Links::runs).distinct().limit(MOST).toList();
        List<String> kinds = reading.listedKinds();
        if (kinds.size() > 1 && objects.isEmpty() && tool.equals("get_resources")) {
            return kinds.stream().map(reading::ofKind).toList();
        }
        if (running.size() > 1 && entry.arguments().contains("name") && !RulePlanner.oneForAll(tool)) {
            return running.stream().map(reading::about).toList();
        }
        if (objects.isEmpty()
                && ORDERS_FOR_ALL.contains(tool)
                && reading.links().unknown().isEmpty()) {
            return everyOne(reading);
        }
        return List.of(reading);
    }

    /// "all deployments", or the bare plural: each that is there.
    private List<Reading> everyOne(Reading reading) {
        String kind = reading.clause().kinds().stream()
                .filter(KINDS::containsKey)
                .findFirst()
                .map(KINDS::get)
                .orElse("");
        boolean plural = reading.clause().words().stream()
                .anyMatch(word -> KINDS.containsKey(word.text()) || word.is("every", "each"));
        if (kind.isEmpty() || !plural || reading.says("unhealthy") || reading.says("fail") || reading.says("crash")) {
            return List.of(reading);
        }
        String named = reading.links().namespace();
        String where = named.equals("*") ? "" : named.isEmpty() ? namespace : named;
        List<Reading> each = inventory.workloads(where).stream()
                .filter(workload -> workload.kind().equals(kind) && !excluded(workload, reading))
                .limit(MOST)
                .map(workload -> reading.about(link(workload)))
                .toList();
        return each.isEmpty() ? List.of(reading) : each;
    }

    private static boolean excluded(WorkloadName workload, Reading reading) {
        return reading.links().excluded().stream()
                .anyMatch(link ->
                        link.name().equals(workload.name()) && link.namespace().equals(workload.namespace()));
    }

    private static Link link(WorkloadName workload) {
        return new Link(workload.name(), workload.kind(), workload.namespace(), workload.name(), Link.Quality.EXACT);
    }
}
