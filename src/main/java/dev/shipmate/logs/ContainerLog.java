package dev.shipmate.logs;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.PodView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The log of one run of one container.
///
/// @param previous the run before the container's last restart
public record ContainerLog(PodView pod, ContainerView container, boolean previous) {
    /// As it stands before its lines: `pod/web-1 app`, `pod/web-1 app (previous run)`.
    public String name() {
        return "%s %s%s".formatted(pod.display(), container.name(), previous ? " (previous run)" : "");
    }

    /// Every log that these pods have: of all containers that have run, and of the run before a restart.
    ///
    /// @param container the only container to look at; empty for all
    /// @param onlyPrevious leave out the runs that go on
    public static List<ContainerLog> of(Collection<PodView> pods, String container, boolean onlyPrevious) {
        var logs = new ArrayList<ContainerLog>();
        for (PodView pod : pods) {
            for (ContainerView view : pod.containers()) {
                if (container.isEmpty() || view.name().equals(container)) {
                    if (view.last() instanceof ContainerState.Terminated) {
                        logs.add(new ContainerLog(pod, view, true));
                    }
                    if (!onlyPrevious && hasCurrentRun(view)) {
                        logs.add(new ContainerLog(pod, view, false));
                    }
                }
            }
        }
        return logs;
    }

    /// While a container waits for its next run, the kubelet takes the last one for the current one, too.
    private static boolean hasCurrentRun(ContainerView view) {
        return view.state() instanceof ContainerState.Running || view.state() instanceof ContainerState.Terminated;
    }

    /// A sentence for each container that has no log because it has not started.
    public static List<String> unstarted(Collection<PodView> pods, String container) {
        return pods.stream()
                .flatMap(pod -> pod.containers().stream()
                        .filter(view -> container.isEmpty() || view.name().equals(container))
                        .filter(view -> !view.hasRun())
                        .map(view -> "Container %s of %s has not started%s."
                                .formatted(view.name(), pod.display(), why(view.state()))))
                .toList();
    }

    private static String why(ContainerState state) {
        return state instanceof ContainerState.Waiting(String reason, String message)
                ? ": %s%s".formatted(reason, message.isEmpty() ? "" : " (%s)".formatted(message.replaceAll("\\.$", "")))
                : "";
    }

    /// When one of these containers last ended badly; `Instant.EPOCH` when none did.
    public static Instant lastCrash(Collection<ContainerLog> logs) {
        return logs.stream()
                .flatMap(log -> List.of(log.container().state(), log.container().last()).stream())
                .map(state -> state instanceof ContainerState.Terminated ended && ended.exitCode() != 0
                        ? ended.finished()
                        : Instant.EPOCH)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
