package dev.shipmate.cluster;

import java.util.List;
import java.util.Optional;

/// The live names of a cluster, each list fetched at first use and kept for the turn.
///
/// Lists are ordered by name. A list that the user may not read is empty. Every method may throw a
/// [ClusterException] when the API server cannot be reached.
public interface Inventory {
    List<String> namespaces();

    /// The workloads of one namespace, or of all when `namespace` is empty.
    List<WorkloadName> workloads(String namespace);

    /// How many pods a workload is to have; nothing for a kind that has no such number, or one that may not be read.
    Optional<Integer> replicas(WorkloadName workload);

    /// The pods of one namespace, or of all when `namespace` is empty; at most some thousands.
    List<PodName> pods(String namespace);

    /// Names of the objects of one kind (`services`, `configmaps`, `nodes`, `widgets.example.com`) in one
    /// namespace, or in all when `namespace` is empty.
    List<String> names(String kind, String namespace);

    /// The resource kinds that the API server knows: plural, singular and short names.
    List<KindName> kinds();

    /// One resource kind, such as `deployments`, `deployment`, `deploy`, in API group `apps`.
    record KindName(String plural, String singular, List<String> shortNames, String group, boolean namespaced) {
        public KindName {
            shortNames = List.copyOf(shortNames);
        }
    }
}
