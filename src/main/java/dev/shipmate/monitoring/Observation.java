package dev.shipmate.monitoring;

/// What was learnt of a workload's usage.
public sealed interface Observation {
    record Measured(ObservedUsage usage) implements Observation {}

    /// Nothing, and why, as a sentence without its full stop.
    record Unmeasured(String why) implements Observation {}
}
