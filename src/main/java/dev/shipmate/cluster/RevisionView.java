package dev.shipmate.cluster;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A former or present pod template of a workload, as its controller keeps it for going back.
///
/// @param changeCause the annotation `kubernetes.io/change-cause`; mostly empty
/// @param template the pod template as JSON, for going back to it
public record RevisionView(
        long number,
        List<WorkloadView.ContainerImage> images,
        String changeCause,
        Instant created,
        boolean current,
        JsonNode template) {
    public RevisionView {
        images = List.copyOf(images);
    }
}
