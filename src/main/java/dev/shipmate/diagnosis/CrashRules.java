package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.Quantity;
import dev.shipmate.spelling.Words;
import java.util.Optional;

/// Why a container ended. The cause is in its last run, not in the back-off that follows.
final class CrashRules {
    private CrashRules() {}

    static Optional<Finding> examine(Suspect suspect, ContainerView container, ContainerState.Terminated last) {
        if (last.exitCode() == 0 && container.role() != ContainerView.Role.APP) {
            return Optional.empty();
        }
        if (ConfigRules.neverRan(last) && !isOutOfMemory(last)) {
            return ConfigRules.examine(suspect, container, last.reason(), last.message());
        }
        String name = "container " + container.name();
        String again = container.restarts() == 0 ? "" : ", " + Words.count(container.restarts(), "restart");
        Finding finding = of(suspect, container, last, name, again);
        String message = last.message().isBlank() ? "" : ": " + Words.shortened(last.message(), 300);
        return Optional.of(finding.with(Evidence.field(
                "status.containerStatuses[%s].lastState.terminated".formatted(container.name()),
                "last run of %s: %s, exit code %d%s"
                        .formatted(container.name(), last.display(), last.exitCode(), message))));
    }

    /// A limit may be too low even for the start of the container; then the runtime says so.
    static boolean isOutOfMemory(ContainerState state) {
        return state instanceof ContainerState.Terminated ended
                && (ended.reason().equals("OOMKilled") || ended.message().contains("OOM-killed"));
    }

    private static Finding of(
            Suspect suspect, ContainerView container, ContainerState.Terminated last, String name, String again) {
        if (isOutOfMemory(last)) {
            long limit = suspect.pod().resources().memoryLimitBytes();
            String most = limit == 0 ? "" : " of %s".formatted(Quantity.mebibytes(limit));
            return PodRules.finding(
                    suspect,
                    "oom-killed",
                    "%s was killed because it needs more memory than its limit%s allows%s".formatted(name, most, again),
                    "Raise its memory limit, or look for a leak.");
        }
        Optional<Finding> killed = ProbeKill.examine(suspect, container, last);
        if (killed.isPresent()) {
            return killed.get();
        }
        if (container.role() == ContainerView.Role.INIT) {
            return PodRules.finding(
                    suspect,
                    "init-failing",
                    "init %s fails with exit code %d, so the pod cannot start%s"
                            .formatted(name, last.exitCode(), again),
                    "Mend what its log names; the other containers wait for it.");
        }
        return switch (last.exitCode()) {
            case 0 ->
                PodRules.finding(
                        suspect,
                        "exits-zero",
                        "%s ends by itself without an error%s".formatted(name, again),
                        "Give it a command that keeps running, or make it a Job.");
            case 126, 127 ->
                PodRules.finding(
                        suspect,
                        "exit-not-runnable",
                        "the command of %s was not found or is not executable (exit code %d)%s"
                                .formatted(name, last.exitCode(), again),
                        "Correct command or args, or rebuild the image.");
            case 132, 134, 135, 136, 139 ->
                PodRules.finding(
                        suspect,
                        "exit-native-crash",
                        "%s crashed in native code (exit code %d)%s".formatted(name, last.exitCode(), again),
                        "Check that the image fits the node's CPU and C library.");
            case 137 ->
                PodRules.finding(
                        suspect,
                        "killed-not-oom",
                        "%s was killed (exit code 137), not for its memory%s".formatted(name, again),
                        "Look for what killed it: a probe, a drain, a grace period that was over.");
            case 143 ->
                PodRules.finding(
                        suspect,
                        "exit-143",
                        "%s was asked to end (exit code 143)%s".formatted(name, again),
                        "Nothing, if a rollout did it; else look at its probes.");
            default ->
                PodRules.finding(
                        suspect,
                        "crash-app-error",
                        "%s stops with an error (exit code %d)%s".formatted(name, last.exitCode(), again),
                        "Mend what its log names, or undo the rollout if it began with it.");
        };
    }
}
