package dev.shipmate.cluster;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How hard is tried to hear of changes.
///
/// @param firstPause before the first new try; doubled before each further one
/// @param longestPause the most that it is doubled to
/// @param deniedPause before what was refused is tried again
/// @param oneWatch how long the API server is asked to keep one watch open
/// @param overdue how long after that a watch counts as dead, because nothing ended it
public record WatchPace(
        Duration firstPause, Duration longestPause, Duration deniedPause, Duration oneWatch, Duration overdue) {
    /// Kubernetes' own clients keep a watch open for five to ten minutes. Here a person waits: that a peer is gone,
    /// such as after a laptop has slept, must be noticed sooner.
    public static WatchPace usual() {
        return new WatchPace(
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(2),
                Duration.ofSeconds(15));
    }

    /// Up to a half longer by chance, so that not everybody comes back at once.
    Duration pause(int failures) {
        long doubled = firstPause.toMillis() << Math.min(failures, 20);
        long millis = Math.min(doubled, longestPause.toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
