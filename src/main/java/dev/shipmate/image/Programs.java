package dev.shipmate.image;

/// The names or paths of the programs that know a local cluster.
public record Programs(String docker, String ctr, String minikube, String kind, String k3d) {
    /// As they are found on the PATH.
    public static Programs onPath() {
        return new Programs("docker", "ctr", "minikube", "kind", "k3d");
    }
}
