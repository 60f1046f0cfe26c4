package dev.shipmate.cluster;

import java.time.Instant;

/// What a container does at the moment, or how its last run ended.
public sealed interface ContainerState {
    /// It has not started, and why.
    record Waiting(String reason, String message) implements ContainerState {}

    record Running(Instant since) implements ContainerState {}

    /// It ended. `message` is what the container left in its termination log, often empty.
    record Terminated(String reason, int exitCode, int signal, String message, Instant started, Instant finished)
            implements ContainerState {
        /// As kubectl writes it: the reason, else the signal or the exit code.
        public String display() {
            return !reason.isEmpty() ? reason : signal != 0 ? "Signal:" + signal : "ExitCode:" + exitCode;
        }
    }

    /// The kubelet has not said anything yet.
    record Unknown() implements ContainerState {}
}
