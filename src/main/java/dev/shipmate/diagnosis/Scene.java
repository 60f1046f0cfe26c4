package dev.shipmate.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was seen in one look at a namespace, or at all of them.
///
/// @param pods how many pods there are, healthy or not
/// @param suspects the unhealthy ones, one for each workload
/// @param healthy the others that run, by workload
/// @param groups all pods, by workload
/// @param examples one pod of each workload, where network policies may keep it from what it needs; else none
/// @param departures what was told to go and is still there
/// @param claims volume claims that have no volume
/// @param unseen kinds that could not be looked at, each with the reason
record Scene(
        Instant at,
        int pods,
        List<Suspect> suspects,
        List<HealthyPods> healthy,
        List<WorkloadFacts> workloads,
        List<ServiceFacts> services,
        List<ClaimFacts> claims,
        List<PodGroup> groups,
        List<PodExample> examples,
        Objects objects,
        Departures departures,
        Warnings warnings,
        List<String> unseen) {
    Scene {
        suspects = List.copyOf(suspects);
        healthy = List.copyOf(healthy);
        workloads = List.copyOf(workloads);
        services = List.copyOf(services);
        claims = List.copyOf(claims);
        groups = List.copyOf(groups);
        examples = List.copyOf(examples);
        unseen = List.copyOf(unseen);
    }

    /// Workloads of which no pod is unhealthy.
    List<HealthyPods> sound() {
        return healthy.stream()
                .filter(pods -> suspects.stream()
                        .noneMatch(suspect -> suspect.object().equals(pods.object())
                                && suspect.pod().namespace().equals(pods.namespace())))
                .toList();
    }

    List<ServiceFacts> servicesIn(String namespace) {
        return services.stream()
                .filter(service -> service.namespace().equals(namespace))
                .toList();
    }

    List<PodGroup> groupsIn(String namespace) {
        return groups.stream()
                .filter(group -> group.namespace().equals(namespace))
                .toList();
    }

    List<WorkloadFacts> workloadsIn(String namespace) {
        return workloads.stream()
                .filter(workload -> workload.id().namespace().equals(namespace))
                .toList();
    }

    Optional<WorkloadFacts> workload(String namespace, String object) {
        return workloadsIn(namespace).stream()
                .filter(workload -> workload.id().display().equals(object))
                .findFirst();
    }
}
