package dev.shipmate.diagnosis;

import java.util.List;

/// What was seen in one look at a namespace, or at all of them.
///
/// @param pods how many pods there are, healthy or not
/// @param suspects the unhealthy ones, one for each workload
/// @param claims volume claims that have no volume
record Scene(
        int pods,
        List<Suspect> suspects,
        List<WorkloadFacts> workloads,
        List<ServiceFacts> services,
        List<ClaimFacts> claims,
        Warnings warnings) {
    Scene {
        suspects = List.copyOf(suspects);
        workloads = List.copyOf(workloads);
        services = List.copyOf(services);
        claims = List.copyOf(claims);
    }

    List<ServiceFacts> servicesIn(String namespace) {
        return services.stream()
                .filter(service -> service.namespace().equals(namespace))
                .toList();
    }

    List<WorkloadFacts> workloadsIn(String namespace) {
        return workloads.stream()
                .filter(workload -> workload.id().namespace().equals(namespace))
                .toList();
    }
}
