package dev.shipmate.cluster;

/// What the kubeconfig says about the cluster of a context. Each is empty when it is not there.
///
/// @param cluster the name of the cluster's entry
/// @param server the address of the API server
/// @param certificateAuthority the path of its file
/// @param provider who made the entry, by its extensions; minikube signs its own whatever they are named
public record ClusterEntry(
        String context, String cluster, String server, String certificateAuthority, String provider) {
    private static final String MINIKUBE = "minikube.sigs.k8s.io";

    ClusterEntry in(String wanted) {
        return new ClusterEntry(wanted, cluster, server, certificateAuthority, provider);
    }

    /// Whether minikube made the cluster: its mark says so, or where its certificate lies.
    public boolean isMinikube() {
        return provider.equals(MINIKUBE)
                || certificateAuthority.replace('\\', '/').contains("/.minikube/");
    }
}
