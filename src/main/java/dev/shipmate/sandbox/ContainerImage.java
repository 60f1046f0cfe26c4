package dev.shipmate.sandbox;

import java.time.Duration;
import java.util.Optional;

/// An image that can be pulled, and what a container of it does.
///
/// @param memoryMebibytes what it needs at most; a lower memory limit kills it
/// @param exitCode with what it ends, when it ends by itself
/// @param runs how long it runs before it ends or is killed
/// @param ready how long after its start it is ready
record ContainerImage(
        String reference,
        LogText log,
        int cpuMillicores,
        int memoryMebibytes,
        Optional<Integer> exitCode,
        Duration runs,
        Duration ready) {}
