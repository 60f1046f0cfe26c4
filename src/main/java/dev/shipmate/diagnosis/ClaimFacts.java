package dev.shipmate.diagnosis;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// A volume claim without a volume.
///
/// @param storageClass empty when it names none
record ClaimFacts(
        String namespace,
        String name,
        String phase,
        String storageClass,
        String size,
        Instant created,
        String release) {
    static ClaimFacts of(JsonNode claim) {
        JsonNode metadata = claim.path("metadata");
        return new ClaimFacts(
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                claim.path("status").path("phase").asString(""),
                claim.path("spec").path("storageClassName").asString(""),
                claim.at("/spec/resources/requests/storage").asString(""),
                WorkloadFacts.created(metadata),
                WorkloadFacts.release(metadata));
    }

    String display() {
        return "persistentvolumeclaim/" + name;
    }
}
