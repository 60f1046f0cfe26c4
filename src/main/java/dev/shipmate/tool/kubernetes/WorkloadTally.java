package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts workloads of any number, and keeps the names of the first few that are not healthy.
final class WorkloadTally {
    private static final int NAMES = 10;

    private final Map<String, Integer> kinds = new TreeMap<>();
    private final List<String> unhealthy = new ArrayList<>();
    private int sick;

    void add(WorkloadView workload) {
        kinds.merge(workload.id().kind(), 1, Integer::sum);
        if (!workload.healthy()) {
            sick++;
            if (unhealthy.size() < NAMES) {
                unhealthy.add(workload.id().display());
            }
        }
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /// `5 deployments and 1 job in namespace todo; 2 not healthy: deployment/backend and deployment/worker.`
    String summary(String where) {
        List<String> counts = kinds.entrySet().stream()
                .map(kind -> Words.count(kind.getValue(), kind.getKey()))
                .toList();
        String health = sick == 0
                ? "all healthy"
                : "%d not healthy: %s%s".formatted(sick, Words.list(unhealthy), sick > NAMES ? " …" : "");
        return "%s %s; %s.".formatted(Words.list(counts), where, health);
    }
}
