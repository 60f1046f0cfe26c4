package dev.shipmate.monitoring;

import dev.shipmate.cluster.WorkloadView;
import java.util.List;
import java.util.Set;

/// Everything that a proposal for a workload follows from.
///
/// @param killed the containers that were killed for their memory
/// @param autoscalers mostly none
/// @param caps what limits the number of pods
/// @param notes what else to know, as sentences
public record ScaleFacts(
        WorkloadView workload,
        List<ContainerSettings> containers,
        Observation observation,
        Set<String> killed,
        List<Autoscaler> autoscalers,
        List<Cap> caps,
        Ceilings ceilings,
        List<String> notes) {
    public ScaleFacts {
        containers = List.copyOf(containers);
        killed = Set.copyOf(killed);
        autoscalers = List.copyOf(autoscalers);
        caps = List.copyOf(caps);
        notes = List.copyOf(notes);
    }

    boolean hasReplicas() {
        return !workload.id().kind().equals("daemonset");
    }

    /// What one pod requests of CPU.
    long cpuRequest() {
        return containers.stream()
                .mapToLong(ContainerSettings::cpuRequestMillicores)
                .sum();
    }
}
