package dev.shipmate.metrics;

import dev.shipmate.diagnosis.Survey;
import java.time.Duration;
import java.time.Instant;

/// What the newest look at a cluster came to.
public sealed interface ClusterLook {
    /// None was done yet.
    record Pending() implements ClusterLook {}

    record Seen(Instant at, Duration took, Survey survey) implements ClusterLook {}

    /// The cluster did not answer.
    ///
    /// @param last when it was last seen; `Instant.EPOCH` when never
    record Failed(String message, Instant last) implements ClusterLook {}
}
