package dev.shipmate.diagnosis;

import dev.shipmate.cluster.PodView;
import tools.jackson.databind.JsonNode;

/// One pod of a workload, which stands for the others.
///
/// @param spec as the API server keeps it
record PodExample(PodView pod, JsonNode spec) {
    String namespace() {
        return pod.namespace();
    }

    /// The workload, or the pod itself when it stands alone.
    String object() {
        return Suspect.object(pod);
    }
}
