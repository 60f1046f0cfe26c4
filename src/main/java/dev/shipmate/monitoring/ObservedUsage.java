package dev.shipmate.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the pods of a workload used over a while.
///
/// @param pods how many were measured
/// @param measurements how many different ones there were of a pod, at most
/// @param span the time that they cover
/// @param cpuMillicores of all pods together, on average
/// @param peakMemoryBytes of the pod that used most
public record ObservedUsage(
        int pods,
        int measurements,
        Duration span,
        long cpuMillicores,
        long peakMemoryBytes,
        List<ContainerUse> containers) {
    public ObservedUsage {
        containers = List.copyOf(containers);
    }

    long cpuPerPod() {
        return pods == 0 ? 0 : Math.ceilDiv(cpuMillicores, pods);
    }

    Optional<ContainerUse> container(String name) {
        return containers.stream().filter(use -> use.name().equals(name)).findFirst();
    }
}
