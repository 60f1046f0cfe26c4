package dev.shipmate.image;

/// Whether Docker can be used.
public sealed interface DockerState {
    /// The daemon answers.
    ///
    /// @param buildKit whether the CLI has the buildx plugin, without which BuildKit cannot be used
    record Ready(String clientVersion, String serverVersion, boolean buildKit) implements DockerState {}

    record CliMissing(Problem problem) implements DockerState {}

    record DaemonUnreachable(Problem problem) implements DockerState {}

    /// The calling thread was interrupted.
    record Unknown() implements DockerState {}
}
