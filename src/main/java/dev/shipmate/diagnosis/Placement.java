package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;

/// Tells of a pod that finds no node what it wants and what the nodes have, and what would bring them together.
final class Placement {
    private final Cluster cluster;

    Placement(Cluster cluster) {
        this.cluster = cluster;
    }

    Lead add(Lead lead, Suspect suspect, Scene scene) {
        return switch (lead.finding().id()) {
            case "node-selector-mismatch" -> new NodeChoice(suspect, scene).explain(lead);
            case "untolerated-taint" -> new Taints(suspect, scene).explain(lead);
            case "host-port-clash" -> new HostPorts(cluster, suspect).explain(lead);
            case "multi-attach" -> AttachRules.remedy(lead, suspect);
            default -> lead;
        };
    }
}
