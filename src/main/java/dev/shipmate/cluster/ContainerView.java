package dev.shipmate.cluster;

/// A container of a pod, with its state.
///
/// @param started whether its startup probe, if any, has passed
/// @param last how its previous run ended; `Unknown` when there was none
public record ContainerView(
        String name,
        String image,
        String imageId,
        Role role,
        boolean ready,
        boolean started,
        int restarts,
        ContainerState state,
        ContainerState last) {
    /// When in a pod's life the container runs.
    public enum Role {
        /// Runs to its end before the others start.
        INIT,
        /// An init container that keeps running beside the others.
        SIDECAR,
        APP
    }

    /// Whether it has a log: it runs, or has run.
    public boolean hasRun() {
        return state instanceof ContainerState.Running
                || state instanceof ContainerState.Terminated
                || last instanceof ContainerState.Terminated;
    }
}
