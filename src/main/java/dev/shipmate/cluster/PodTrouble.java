package dev.shipmate.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why a new pod does not become ready, when time alone does not help.
///
/// @param certain whether it is known at once; other trouble may pass and has to last before it counts
record PodTrouble(String reason, boolean certain) {
    private static final Set<String> HOPELESS = Set.of(
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "CreateContainerConfigError",
            "CrashLoopBackOff");

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
        for (ContainerView container : pod.containers()) {
            if (container.state() instanceof ContainerState.Waiting(String reason, String message)
                    && (HOPELESS.contains(reason) || isMissingImage(reason, message))) {
                return Optional.of(new PodTrouble(
                        "%s: container %s is in %s%s"
                                .formatted(pod.display(), container.name(), reason, detail(container, message)),
                        true));
            }
        }
        return Optional.empty();
    }

    /// A registry that does not answer may come back; one that answers "not found" will say so again.
    private static boolean isMissingImage(String reason, String message) {
        return reason.equals("ErrImagePull") && message.contains("not found");
    }

    private static String detail(ContainerView container, String message) {
        if (container.last() instanceof ContainerState.Terminated ended) {
            return " (it ended with %s, exit code %d)".formatted(ended.display(), ended.exitCode());
        }
        return bracketed(message);
    }

    private static Optional<PodTrouble> ofScheduling(PodView pod) {
        return pod.conditions().stream()
                .filter(condition -> condition.reason().equals("Unschedulable"))
                .findFirst()
                .map(condition -> new PodTrouble(
                        "%s finds no node%s".formatted(pod.display(), bracketed(condition.message())), false));
    }

    /// A quota, a policy or a webhook that does not let pods be made shows on their owner only.
    private static Optional<PodTrouble> ofCreation(WorkloadView workload) {
        return workload.conditions().stream()
                .filter(condition -> condition.type().equals("ReplicaFailure") && condition.isTrue())
                .findFirst()
                .map(condition -> new PodTrouble("pods cannot be made" + bracketed(condition.message()), false));
    }

    private static String bracketed(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : " (" + line.substring(0, Math.min(300, line.length())) + ")";
    }
}
