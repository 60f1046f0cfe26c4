package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.project.EnvironmentSpec;
import dev.shipmate.project.Project;

/// What is brought where: a project, in one of its environments, to one cluster.
///
/// @param cluster pinned to the namespace of the release
public record Shipment(Project project, EnvironmentSpec environment, Cluster cluster) {
    public ReleaseName release() {
        return new ReleaseName(namespace(), project.release());
    }

    public String namespace() {
        return cluster.target().namespace();
    }

    /// For people: `release todo in namespace todo of context 'minikube'`.
    public String display() {
        return "release %s of context '%s'"
                .formatted(release().display(), cluster.target().context());
    }
}
