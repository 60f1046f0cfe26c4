package dev.shipmate.cluster;

import java.time.Duration;

/// How patiently a rollout is waited for.
///
/// @param limit when waiting ends in any case
/// @param betweenLooks how long the API server is left alone
/// @param settling how long a rollout must stay done, or stuck, before it is believed
/// @param patience how long pods may find no place, or no permission to be made
public record RolloutPace(Duration limit, Duration betweenLooks, Duration settling, Duration patience) {
    public static RolloutPace usual() {
        return new RolloutPace(
                Duration.ofSeconds(120), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(15));
    }
}
