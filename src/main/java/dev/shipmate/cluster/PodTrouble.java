package dev.shipmate.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why a new pod does not become ready, when time alone does not help.
record PodTrouble(String reason, Weight weight) {
    /// How long it has to be seen before it counts.
    enum Weight {
        /// Not at all: it cannot heal.
        CERTAIN,
        /// A container that crashes may need what is still starting.
        CRASHES,
        /// It may pass.
        MAY_PASS
    }

    private static final Set<String> HOPELESS =
            Set.of("ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "CreateContainerConfigError");

    /// The first trouble among these pods, or with making them; certain trouble comes first.
    static Optional<PodTrouble> find(WorkloadView workload, List<PodView> pods) {
        return pods.stream()
                .flatMap(pod -> ofContainers(pod).stream())
                .findFirst()
                .or(() ->
                        pods.stream().flatMap(pod -> ofScheduling(pod).stream()).findFirst())
                .or(() -> ofCreation(workload));
    }

    private static Optional<PodTrouble> ofContainers(PodView pod) {
        return pod.containers().stream()
                .flatMap(container -> ofContainer(pod, container).stream())
                .min(Comparator.comparing(PodTrouble::weight));
    }

    private static Optional<PodTrouble> ofContainer(PodView pod, ContainerView container) {
        return switch (container.state()) {
            case ContainerState.Waiting(String reason, String message)
            when (HOPELESS.contains(reason) && !isUnsynced(message)) || isMissingImage(reason, message) ->
                Optional.of(trouble(pod, container, reason, detail(container, message), Weight.CERTAIN));
            case ContainerState.Waiting(String reason, String message)
            when reason.equals("CrashLoopBackOff") ->
                Optional.of(trouble(pod, container, reason, detail(container, message), Weight.CRASHES));
            // An init container shows for most of its back-off how it ended.
            case ContainerState.Terminated ended
            when ended.exitCode() != 0 && container.restarts() > 0 ->
                Optional.of(trouble(pod, container, "CrashLoopBackOff", ended(ended), Weight.CRASHES));
            case ContainerState.Waiting _,
                    ContainerState.Running _,
                    ContainerState.Terminated _,
                    ContainerState.Unknown _ -> Optional.empty();
        };
    }

    private static PodTrouble trouble(
            PodView pod, ContainerView container, String reason, String detail, Weight weight) {
        return new PodTrouble(
                "%s: container %s is in %s%s".formatted(pod.display(), container.name(), reason, detail), weight);
    }

    /// A registry that does not answer may come back; one that answers "not found" will say so again.
    private static boolean isMissingImage(String reason, String message) {
        return reason.equals("ErrImagePull") && message.contains("not found");
    }

    /// The node has not heard of the pod's config maps and secrets yet, and asks again.
    private static boolean isUnsynced(String message) {
        return message.contains("failed to sync");
    }

    private static String detail(ContainerView container, String message) {
        if (container.last() instanceof ContainerState.Terminated ended) {
            return ended(ended);
        }
        return bracketed(message);
    }

    private static String ended(ContainerState.Terminated ended) {
        return " (it ended with %s, exit code %d)".formatted(ended.display(), ended.exitCode());
    }

    private static Optional<PodTrouble> ofScheduling(PodView pod) {
        return pod.conditions().stream()
                .filter(condition -> condition.reason().equals("Unschedulable"))
                // A volume that is being made is worth waiting for.
                .filter(condition -> !condition.message().contains("unbound immediate PersistentVolumeClaims"))
                .findFirst()
                .map(condition -> new PodTrouble(
                        "%s finds no node%s".formatted(pod.display(), bracketed(condition.message())),
                        Weight.MAY_PASS));
    }

    private static Optional<PodTrouble> ofCreation(WorkloadView workload) {
        return workload.refusal()
                .map(message -> new PodTrouble("pods cannot be made" + bracketed(message), Weight.MAY_PASS));
    }

    private static String bracketed(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : " (" + line.substring(0, Math.min(300, line.length())) + ")";
    }
}
