package dev.shipmate.cluster;

/// A workload that owns pods. `kind` is singular and lower case: `deployment`, `statefulset`, `daemonset`,
/// `job`, `cronjob`.
public record WorkloadName(String kind, String namespace, String name) {
    /// As kubectl writes it: `deployment/backend`.
    public String display() {
        return kind + "/" + name;
    }
}
