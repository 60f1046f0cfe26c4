package dev.shipmate.helm;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.Write;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Releases whose Helm was ended at work. Helm refuses to upgrade them; its own roll-back, which the embedded one
/// lacks, does not mind.
final class StuckReleases {
    private final Cluster cluster;
    private final Releases releases;

    StuckReleases(Cluster cluster, Releases releases) {
        this.cluster = cluster;
        this.releases = releases;
    }

    /// Marks a pending revision as failed, as Helm does when it can still do it itself. A Helm that changes the record
    /// meanwhile wins: the API server refuses then.
    void giveUp(ReleaseRevision pending) throws IOException {
        Optional<JsonNode> secret = releases.secret(pending.release(), pending.number());
        if (secret.isEmpty()) {
            return;
        }
        String failed = ReleaseStatus.FAILED.display();
        JsonNode record = ReleaseReader.tree(secret.get());
        if (record.path("info") instanceof ObjectNode info) {
            info.put("status", failed);
            info.put("description", "Ended at work, then given up for a roll-back");
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.set("resourceVersion", secret.get().path("metadata").path("resourceVersion"));
        metadata.putObject("labels").put("status", failed);
        patch.putObject("data").put("release", ReleaseRecord.pack(record));
        cluster.writes(Write.STORED)
                .patch(
                        new ObjectName(
                                KnownKinds.SECRETS,
                                pending.release().namespace(),
                                Releases.secretName(pending.release(), pending.number())),
                        Patch.merge(patch));
    }
}
