package dev.shipmate.diagnosis;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A volume claim without a volume.
///
/// @param storageClass empty when it names none
/// @param wantsNoClass whether it says so itself: then only a volume that was made by hand fits
/// @param size as the claim has it: `1Gi`
/// @param modes how it wants to use the volume: `ReadWriteOnce`
/// @param volume the name of the only volume that it wants; mostly empty
record ClaimFacts(
        String namespace,
        String name,
        String phase,
        String storageClass,
        boolean wantsNoClass,
        String size,
        List<String> modes,
        String volume,
        Instant created,
        String release) {
    ClaimFacts {
        modes = List.copyOf(modes);
    }

    static ClaimFacts of(JsonNode claim) {
        JsonNode metadata = claim.path("metadata");
        JsonNode spec = claim.path("spec");
        String storageClass = spec.path("storageClassName").asString("");
        return new ClaimFacts(
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                claim.path("status").path("phase").asString(""),
                storageClass,
                spec.has("storageClassName") && storageClass.isEmpty(),
                claim.at("/spec/resources/requests/storage").asString(""),
                spec.path("accessModes")
                        .valueStream()
                        .map(mode -> mode.asString(""))
                        .toList(),
                spec.path("volumeName").asString(""),
                WorkloadFacts.created(metadata),
                WorkloadFacts.release(metadata));
    }

    String display() {
        return "persistentvolumeclaim/" + name;
    }
}
