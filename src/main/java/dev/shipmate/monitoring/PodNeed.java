package dev.shipmate.monitoring;

/// What must be free for one pod.
public record PodNeed(long cpuMillicores, long memoryBytes) {}
