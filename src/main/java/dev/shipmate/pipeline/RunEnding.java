package dev.shipmate.pipeline;

import java.util.Optional;

/// How a wish to run something ended.
public sealed interface RunEnding {
    /// It ran, to its end or until a step did not work. The report is there when it failed.
    record Ran(RunResult result, Optional<FailureReport> failure) implements RunEnding {}

    /// Another run of the release is at work on this machine. Nothing was done.
    record Busy(String owner) implements RunEnding {}

    /// It cannot be begun. Nothing was done.
    record NotBegun(String reason, String suggestion) implements RunEnding {}
}
