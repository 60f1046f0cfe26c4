package dev.shipmate.diagnosis;

import java.time.Instant;
import java.util.List;

/// What was seen in one look at a namespace, or at all of them.
///
/// @param pods how many pods there are, healthy or not
/// @param suspects the unhealthy ones, one for each workload
/// @param groups all pods, by workload
/// @param examples one pod of each workload, where network policies may keep it from what it needs; else none
/// @param departures what was told to go and is still there
/// @param claims volume claims that have no volume
/// @param unseen kinds that could not be looked at, each with the reason
record Scene(
        Instant at,
        int pods,
        List<Suspect> suspects,
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
        workloads = List.copyOf(workloads);
        services = List.copyOf(services);
        claims = List.copyOf(claims);
        groups = List.copyOf(groups);
        examples = List.copyOf(examples);
        unseen = List.copyOf(unseen);
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
}
