package dev.shipmate.cluster;

import java.time.Duration;

/// How patiently a rollout is waited for.
///
/// @param limit when waiting ends in any case
/// @param betweenLooks how long the API server is left alone
/// @param settling how long a rollout must stay done, or stuck, before it is believed
/// @param patience how long pods may find no place, or no permission to be made
/// @param crashing how long a container may crash again and again: what it needs may still be starting
public record RolloutPace(
        Duration limit, Duration betweenLooks, Duration settling, Duration patience, Duration crashing) {
    /// Gives up at the first container that crashes again and again.
    public RolloutPace(Duration limit, Duration betweenLooks, Duration settling, Duration patience) {
        this(limit, betweenLooks, settling, patience, Duration.ZERO);
    }

    public static RolloutPace usual() {
        return new RolloutPace(
                Duration.ofSeconds(120), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(15));
    }

    /// For a whole app: images may have to be pulled and a database may have to start. Kubernetes' own deadline for a
    /// rollout is as long.
    public static RolloutPace ofDeploys() {
        RolloutPace usual = usual();
        return new RolloutPace(
                Duration.ofMinutes(10),
                usual.betweenLooks(),
                usual.settling(),
                usual.patience(),
                Duration.ofSeconds(15));
    }
}
