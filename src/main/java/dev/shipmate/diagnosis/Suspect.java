package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.PodView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An unhealthy pod, the workload it belongs to, how many pods of it are unhealthy, and the warnings about it.
///
/// @param json the pod as the API server keeps it
record Suspect(PodView pod, JsonNode json, int pods, List<EventView> warnings) {
    Suspect {
        warnings = List.copyOf(warnings);
    }

    /// The workload, or the pod itself when it stands alone.
    String object() {
        return object(pod);
    }

    static String object(PodView pod) {
        return pod.owner().isEmpty() ? pod.display() : pod.owner();
    }

    /// What the pod's specification says of a container.
    JsonNode container(String name) {
        return json.path("spec")
                .path("containers")
                .valueStream()
                .filter(container -> container.path("name").asString("").equals(name))
                .findFirst()
                .or(() -> json.path("spec")
                        .path("initContainers")
                        .valueStream()
                        .filter(container -> container.path("name").asString("").equals(name))
                        .findFirst())
                .orElse(json.path("spec").path("none"));
    }

    Suspect with(List<EventView> seen) {
        return new Suspect(pod, json, pods, seen);
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
