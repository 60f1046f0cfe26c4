package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.PodView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An unhealthy pod, the workload it belongs to, how many pods of it are unhealthy, and the warnings about it.
record Suspect(PodView pod, int pods, List<EventView> warnings) {
    Suspect {
        warnings = List.copyOf(warnings);
    }

    /// The workload, or the pod itself when it stands alone.
    String object() {
        return pod.owner().isEmpty() ? pod.display() : pod.owner();
    }

    /// The newest warning with one of these reasons.
    Optional<EventView> newest(String... reasons) {
        return warnings.stream()
                .filter(event -> List.of(reasons).contains(event.reason()))
                .max(Comparator.comparing(EventView::last));
    }

    Optional<EventView> newest() {
        return warnings.stream().max(Comparator.comparing(EventView::last));
    }

    /// The newest failed probe of a kind (`Liveness`, `Readiness`, `Startup`).
    Optional<EventView> failedProbe(String kind) {
        return warnings.stream()
                .filter(event ->
                        event.reason().equals("Unhealthy") && event.message().startsWith(kind + " probe"))
                .max(Comparator.comparing(EventView::last));
    }
}
