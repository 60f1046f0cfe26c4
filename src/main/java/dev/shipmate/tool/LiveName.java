package dev.shipmate.tool;

/// What kind of live name an argument holds, and so which names of the cluster are valid for it.
public enum LiveName {
    NAMESPACE,
    /// `deployment/backend`, `backend`, or a pod's name.
    WORKLOAD,
    POD,
    CONTAINER,
    NODE,
    /// Any resource kind that the API server knows, such as `services`.
    KIND
}
