package dev.shipmate.cluster;

/// How waiting for a rollout ended.
public sealed interface RolloutEnding {
    /// The rollout is through, and stayed so for a moment.
    record Ready(WorkloadView workload) implements RolloutEnding {}

    /// It will not come to a good end by itself. `progress` says how far it came, `reason` what is in the way.
    record Failing(String progress, String reason) implements RolloutEnding {}

    /// It was paused on purpose, so nothing happens until it is resumed.
    record Paused(String progress) implements RolloutEnding {}

    /// The time was up before the rollout came to an end.
    record TimedOut(String progress) implements RolloutEnding {}

    /// The waiting thread was interrupted, and still is.
    record Stopped(String progress) implements RolloutEnding {}

    /// The API server stopped answering, so nobody knows.
    record Unseen(String message) implements RolloutEnding {}

    /// The workload is not there, or not any more.
    record Gone() implements RolloutEnding {}
}
