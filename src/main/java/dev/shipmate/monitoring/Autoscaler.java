package dev.shipmate.monitoring;

import dev.shipmate.cluster.WorkloadName;
import tools.jackson.databind.JsonNode;

/// What sets the number of a workload's pods by itself.
///
/// @param problem why it cannot work at the moment; mostly empty
public record Autoscaler(String name, int least, int most, String problem) {
    static Autoscaler of(JsonNode json) {
        String problem = json.path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("ScalingActive")
                        && condition.path("status").asString("").equals("False"))
                .map(condition -> condition.path("reason").asString(""))
                .findFirst()
                .orElse("");
        return new Autoscaler(
                json.path("metadata").path("name").asString(""),
                json.path("spec").path("minReplicas").asInt(1),
                json.path("spec").path("maxReplicas").asInt(1),
                problem);
    }

    static boolean scales(JsonNode json, WorkloadName workload) {
        JsonNode target = json.path("spec").path("scaleTargetRef");
        return target.path("kind").asString("").equalsIgnoreCase(workload.kind())
                && target.path("name").asString("").equals(workload.name());
    }
}
