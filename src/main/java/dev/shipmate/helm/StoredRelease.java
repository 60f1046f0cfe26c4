package dev.shipmate.helm;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What Helm keeps about one revision, as far as it can be read.
public sealed interface StoredRelease {
    /// A record that could be read, without the chart's templates and files.
    ///
    /// @param chart the chart's `Chart.yaml`
    /// @param chartValues the chart's own values
    /// @param userValues what was supplied on top of them; may hold what somebody should not have put there
    /// @param manifest every object of the release as YAML documents, without the hooks
    record Intact(
            ReleaseRevision revision,
            JsonNode chart,
            JsonNode chartValues,
            JsonNode userValues,
            String manifest,
            List<ReleaseHook> hooks)
            implements StoredRelease {
        public Intact {
            hooks = List.copyOf(hooks);
        }
    }

    /// A record that is there and is not what Helm writes.
    ///
    /// @param secret the Secret that holds it
    record Damaged(String namespace, String secret, String reason) implements StoredRelease {
        public String display() {
            return "The release record in secret/%s in namespace %s cannot be read: %s"
                    .formatted(secret, namespace, reason);
        }
    }
}
