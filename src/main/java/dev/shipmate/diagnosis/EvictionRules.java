package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Pods that their node threw out, and those that ended with their node. Their controller makes new ones: what is left
/// of them tells of the past.
final class EvictionRules {
    private static final Duration RECENT = Duration.ofHours(1);

    private EvictionRules() {}

    static Optional<Finding> examine(Suspect suspect) {
        PodView pod = suspect.pod();
        if (!pod.reason().equals("Evicted")) {
            return Optional.empty();
        }
        boolean limit = pod.message().contains("exceeds the") || pod.message().contains("exceeds its");
        return Optional.of(PodRules.finding(
                        suspect,
                        "evicted",
                        limit
                                ? "it was evicted from its node, because it wrote more to disk than its limit lets it"
                                : "it was evicted from its node, which ran out of something",
                        limit
                                ? "Raise the limit that the message names, or let it write less."
                                : "Free disk or memory on the node, and set requests that fit what it uses.")
                .with(Evidence.field("status.message", "message: " + pod.message())));
    }

    /// Whether a pod that failed was replaced by others that work. One that was evicted lately may be evicted again.
    static boolean isHistory(Suspect suspect, Scene scene) {
        PodView pod = suspect.pod();
        boolean replaced = pod.phase().equals("Failed")
                && PatchTemplate.workload(pod).isPresent()
                && scene.workload(pod.namespace(), suspect.object())
                        .filter(workload ->
                                workload.view().available() >= workload.view().desired())
                        .isPresent();
        return replaced && !(pod.reason().equals("Evicted") && isRecent(suspect, scene.at()));
    }

    /// A workload that has all its pods again is only in danger.
    static Finding weighed(Finding finding, Suspect suspect, Scene scene) {
        boolean serves = scene.workload(suspect.pod().namespace(), suspect.object())
                .filter(workload -> workload.serves()
                        && workload.view().available() >= workload.view().desired())
                .isPresent();
        return finding.id().equals("evicted") && serves && suspect.pods() == 1 ? finding.as(Severity.WARNING) : finding;
    }

    /// When it ended, as far as its containers tell; they were there after it was made at least.
    private static boolean isRecent(Suspect suspect, Instant now) {
        Instant ended = suspect.pod().containers().stream()
                .map(container ->
                        container.state() instanceof ContainerState.Terminated end ? end.finished() : Instant.EPOCH)
                .reduce(suspect.pod().created(), (one, other) -> one.isAfter(other) ? one : other);
        return ended.plus(RECENT).isAfter(now);
    }
}
