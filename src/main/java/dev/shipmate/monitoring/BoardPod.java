package dev.shipmate.monitoring;

import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.PodResources;
import dev.shipmate.cluster.PodView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What the board keeps of a pod.
///
/// @param owner such as `deployment/backend`; `pod/NAME` for a pod that stands alone
/// @param status the word for what is wrong with it or what it does
/// @param stage how far in its life it is
/// @param restarts of all its containers together
/// @param lastRestart `Instant.EPOCH` when there was none
record BoardPod(
        String name,
        String owner,
        BoardHealth health,
        String status,
        Stage stage,
        int restarts,
        Instant lastRestart,
        PodResources resources,
        List<Run> runs) {
    private static final Set<String> STARTING = Set.of("Pending", "ContainerCreating", "PodInitializing");
    private static final Pattern INITIALISING = Pattern.compile("Init:\\d+/\\d+");

    BoardPod {
        runs = List.copyOf(runs);
    }

    /// Where a pod is in its life.
    enum Stage {
        ACTIVE,
        /// On its way out, which is no trouble by itself.
        ENDING,
        COMPLETED,
        /// It will not be started again; who made it may make another.
        FAILED
    }

    /// One run of a container, which has a log.
    ///
    /// @param number how often the container was started before
    /// @param going whether it goes on
    record Run(String container, int number, Instant started, boolean going) {}

    static BoardPod of(PodView pod) {
        boolean homeless = pod.conditions().stream().anyMatch(BoardPod::isUnschedulable);
        boolean starting = STARTING.contains(pod.status())
                || pod.status().equals("Running")
                || INITIALISING.matcher(pod.status()).matches();
        return new BoardPod(
                pod.name(),
                pod.owner().isEmpty() ? pod.display() : pod.owner(),
                pod.healthy() ? BoardHealth.GOOD : starting && !homeless ? BoardHealth.CHANGING : BoardHealth.BAD,
                homeless ? "Unschedulable" : pod.status().equals("Running") ? "not ready" : pod.status(),
                stage(pod),
                pod.restarts(),
                pod.lastRestart(),
                pod.resources(),
                pod.containers().stream()
                        .flatMap(container -> run(container).stream())
                        .toList());
    }

    private static Stage stage(PodView pod) {
        if (pod.completed()) {
            return Stage.COMPLETED;
        }
        if (pod.terminating()) {
            return Stage.ENDING;
        }
        return pod.phase().equals("Failed") ? Stage.FAILED : Stage.ACTIVE;
    }

    private static boolean isUnschedulable(Condition condition) {
        return condition.type().equals("PodScheduled") && condition.reason().equals("Unschedulable");
    }

    /// The kubelet hands out the log of a run until the next one begins.
    private static List<Run> run(ContainerView container) {
        if (container.state() instanceof ContainerState.Running(Instant since)) {
            return List.of(new Run(container.name(), container.restarts(), since, true));
        }
        ContainerState ended =
                container.state() instanceof ContainerState.Terminated ? container.state() : container.last();
        return ended instanceof ContainerState.Terminated terminated
                ? List.of(new Run(container.name(), container.restarts(), terminated.started(), false))
                : List.of();
    }
}
