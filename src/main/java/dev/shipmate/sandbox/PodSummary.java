package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A pod in the few words that `kubectl get pods` has for it.
record PodSummary(int ready, int containers, String status, int restarts, Optional<Instant> lastRestart) {
    static PodSummary of(Resource pod) {
        int ready = 0;
        int restarts = 0;
        Optional<Instant> lastRestart = Optional.empty();
        String status = pod.text("/status/reason").isEmpty() ? pod.text("/status/phase") : pod.text("/status/reason");
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            ready += container.path("ready").asBoolean(false) ? 1 : 0;
            restarts += container.path("restartCount").asInt(0);
            String finished = container.at("/lastState/terminated/finishedAt").asString("");
            if (!finished.isEmpty()) {
                lastRestart = Optional.of(Instant.parse(finished));
            }
            String waiting = container.at("/state/waiting/reason").asString("");
            String terminated = container.at("/state/terminated/reason").asString("");
            status = !waiting.isEmpty() ? waiting : !terminated.isEmpty() ? terminated : status;
        }
        return new PodSummary(
                ready,
                pod.at("/spec/containers").size(),
                pod.deleted().isPresent() ? "Terminating" : status,
                restarts,
                lastRestart);
    }
}
