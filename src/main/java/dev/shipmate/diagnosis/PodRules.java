package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.PodView;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;

/// Finds the cause of an unhealthy pod from its state and its warnings, cause before consequence: scheduling, then
/// volumes, images, configuration, crashes, probes.
final class PodRules {
    private PodRules() {}

    static Finding examine(Suspect suspect) {
        return SchedulingRules.examine(suspect)
                .or(() -> EvictionRules.examine(suspect))
                .or(() -> container(suspect))
                .or(() -> SandboxRules.examine(suspect))
                .or(() -> AttachRules.examine(suspect))
                .or(() -> MountRules.examine(suspect))
                .or(() -> ProbeRules.examine(suspect))
                .orElseGet(() -> unknown(suspect));
    }

    private static Optional<Finding> container(Suspect suspect) {
        return suspect.pod().containers().stream()
                .map(container -> container(suspect, container))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Finding> container(Suspect suspect, ContainerView container) {
        Optional<Finding> hook = HookRules.examine(suspect, container);
        if (hook.isPresent()) {
            return hook;
        }
        return switch (container.state()) {
            case ContainerState.Waiting(String reason, String message) -> {
                Optional<Finding> found = ImageRules.examine(suspect, container, reason, message)
                        .or(() -> ConfigRules.examine(suspect, container, reason, message));
                yield found.isEmpty() && container.last() instanceof ContainerState.Terminated last
                        ? CrashRules.examine(suspect, container, last)
                        : found;
            }
            case ContainerState.Terminated ended -> CrashRules.examine(suspect, container, ended);
            case ContainerState.Running _ ->
                !container.ready() && container.last() instanceof ContainerState.Terminated last
                        ? CrashRules.examine(suspect, container, last)
                        : Optional.empty();
            case ContainerState.Unknown _ -> Optional.empty();
        };
    }

    private static Finding unknown(Suspect suspect) {
        PodView pod = suspect.pod();
        Optional<ContainerView> init = pod.containers().stream()
                .filter(container -> container.role() == ContainerView.Role.INIT
                        && container.state() instanceof ContainerState.Running)
                .findFirst();
        if (init.isPresent() && pod.status().startsWith("Init:")) {
            return finding(
                    suspect,
                    "init-waiting",
                    "its init container %s is still running, and the others wait for it"
                            .formatted(init.get().name()),
                    "Read the log of container %s: it often waits for a service."
                            .formatted(init.get().name()));
        }
        return finding(
                suspect,
                "not-ready",
                "%d of %d containers are ready (%s), and nothing says why"
                        .formatted(pod.ready(), pod.total(), pod.status()),
                "Read its log and its events.");
    }

    /// A finding with the evidence that every one has: how many pods, and the newest warning.
    static Finding finding(Suspect suspect, String id, String cause, String next) {
        String more = suspect.pods() > 1 ? " (one of %d unhealthy pods)".formatted(suspect.pods()) : "";
        PodView pod = suspect.pod();
        String state = "pod/%s: %s, %d of %d ready, %s%s"
                .formatted(
                        pod.name(),
                        pod.status(),
                        pod.ready(),
                        pod.total(),
                        Words.count(pod.restarts(), "restart"),
                        more);
        return Finding.of(id, suspect.object(), pod.namespace(), cause + ".", List.of(state), next)
                .with(suspect.newest().map(Evidence::event).stream().toList());
    }
}
