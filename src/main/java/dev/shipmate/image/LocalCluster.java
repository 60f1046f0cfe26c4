package dev.shipmate.image;

import java.nio.file.Path;

/// A cluster by the way that images get into its nodes.
public sealed interface LocalCluster {
    record Minikube(String profile) implements LocalCluster {}

    record Kind(String name) implements LocalCluster {}

    record K3d(String name) implements LocalCluster {}

    /// The node uses the images of the host's Docker, as Docker Desktop's does: nothing is to be loaded.
    record HostDocker(String product) implements LocalCluster {}

    /// The node is this machine, with a containerd that answers on a socket.
    record Containerd(Path socket) implements LocalCluster {}

    /// Images reach it by a registry only.
    record NotLocal(String reason) implements LocalCluster {}
}
