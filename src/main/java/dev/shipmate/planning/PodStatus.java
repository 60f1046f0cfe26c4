package dev.shipmate.planning;

import java.util.Optional;

/// The state that pods are asked to be in.
final class PodStatus {
    private PodStatus() {}

    static Optional<Object> of(Reading reading) {
        if (reading.says("restarted") || reading.says("crash")) {
            return Optional.of("restarting");
        }
        if (reading.says("pending")) {
            return Optional.of("pending");
        }
        if (reading.says("notready")) {
            return Optional.of("not-ready");
        }
        if (reading.says("fail") || reading.says("evicted")) {
            return Optional.of("failed");
        }
        if (reading.says("unhealthy")
                || reading.says("notrunning")
                || reading.says("oom")
                || reading.says("imagepull")
                || reading.says("wrong")
                || reading.says("error")) {
            return Optional.of("unhealthy");
        }
        boolean whole =
                reading.says("all") || reading.says("healthy") || reading.says("check") || reading.says("howmany");
        if (reading.says("running") && !whole) {
            return Optional.of("running");
        }
        return reading.says("complete") ? Optional.of("completed") : Optional.empty();
    }
}
