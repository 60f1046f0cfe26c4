package dev.shipmate.monitoring;

/// One workload, or a pod that stands alone.
///
/// @param kind singular and lower case: `deployment`, `job`, `pod`
/// @param status one or two words, such as `CrashLoopBackOff`
/// @param restarts of all its pods together
public record BoardRow(
        String kind,
        String name,
        BoardHealth health,
        String status,
        int ready,
        int desired,
        int restarts,
        BoardLoad cpuMillicores,
        BoardLoad memoryBytes,
        BoardErrors errors) {}
