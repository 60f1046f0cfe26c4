package dev.shipmate.cluster;

/// The cluster and namespace that a session is pinned to. `local` says that the API server is on this machine
/// or of a well-known local cluster (minikube, kind, k3d, Docker Desktop), by its name and its address together.
public record ClusterTarget(String context, String namespace, String server, boolean local) {
    public ClusterTarget withNamespace(String changed) {
        return new ClusterTarget(context, changed, server, local);
    }
}
