package dev.shipmate.monitoring;

/// What one container used over a while, in all pods that have it.
///
/// @param averageCpuMillicores of one pod's container
/// @param peakCpuMillicores the highest measurement in any pod
public record ContainerUse(String name, long averageCpuMillicores, long peakCpuMillicores, long peakMemoryBytes) {}
