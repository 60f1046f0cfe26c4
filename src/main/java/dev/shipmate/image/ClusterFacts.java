package dev.shipmate.image;

/// What a kubeconfig says about a cluster, as far as it tells what kind of cluster it is. Each is empty when it is not
/// there.
///
/// @param context the name of the context
/// @param cluster the name of the cluster in the context
/// @param server the address of the API server
/// @param certificateAuthority the path of its file
/// @param provider what the extensions of the cluster's entry call the provider
/// @param containerd the socket that is set for clusters that load by containerd, see [LocalClusters#socket]
public record ClusterFacts(
        String context,
        String cluster,
        String server,
        String certificateAuthority,
        String provider,
        String containerd) {}
