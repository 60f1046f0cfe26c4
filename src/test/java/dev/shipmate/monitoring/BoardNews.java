package dev.shipmate.monitoring;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.PodResources;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WatchEvent;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// News of namespace `todo` of context `lab`, as watches tell them.
final class BoardNews {
    static final ClusterTarget TARGET = new ClusterTarget("lab", "todo", "https://127.0.0.1:6443", true);
    static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    static final PodResources RESOURCES = new PodResources(100, 500, 64L << 20, 128L << 20);

    private BoardNews() {}

    @SafeVarargs
    static <T> void list(Consumer<WatchEvent<T>> listener, T... objects) {
        listener.accept(new WatchEvent.Listing<>());
        for (T object : objects) {
            listener.accept(new WatchEvent.Seen<>(object));
        }
        listener.accept(new WatchEvent.Listed<>());
    }

    static PodView pod(String name, String owner, String status) {
        return pod(name, owner, status, running("app", 0, Instant.EPOCH));
    }

    /// Its phase and whether it is ready follow from its status.
    static PodView pod(String name, String owner, String status, ContainerView container) {
        String phase = switch (status) {
            case "Error", "Evicted" -> "Failed";
            case "Completed" -> "Succeeded";
            case "Unschedulable", "ContainerCreating" -> "Pending";
            default -> "Running";
        };
        boolean homeless = status.equals("Unschedulable");
        return new PodView(
                "todo",
                name,
                status.equals("Running") ? 1 : 0,
                1,
                status.equals("not ready") ? "Running" : homeless ? "Pending" : status,
                phase,
                container.restarts(),
                container.last() instanceof ContainerState.Terminated ended ? ended.finished() : Instant.EPOCH,
                Instant.EPOCH,
                status.equals("Terminating"),
                owner,
                "node1",
                "10.0.0.1",
                "",
                "",
                "",
                Map.of(),
                List.of(container),
                homeless
                        ? List.of(new Condition("PodScheduled", "False", "Unschedulable", "no node", Instant.EPOCH))
                        : List.of(),
                List.of(),
                RESOURCES);
    }

    static ContainerView running(String name, int restarts, Instant since) {
        return container(name, restarts, new ContainerState.Running(since), new ContainerState.Unknown());
    }

    static ContainerView crashed(String name, int restarts, Instant started, Instant finished) {
        return container(
                name,
                restarts,
                new ContainerState.Waiting("CrashLoopBackOff", ""),
                new ContainerState.Terminated("Error", 1, 0, "", started, finished));
    }

    static ContainerView restarted(String name, int restarts, Instant since) {
        return container(
                name,
                restarts,
                new ContainerState.Running(since),
                new ContainerState.Terminated("Error", 1, 0, "", Instant.EPOCH, since));
    }

    private static ContainerView container(String name, int restarts, ContainerState state, ContainerState last) {
        return new ContainerView(name, "image", "id", ContainerView.Role.APP, true, true, restarts, state, last);
    }

    static WorkloadView deployment(String name, int ready, int desired, Condition... conditions) {
        return new WorkloadView(
                new WorkloadName("deployment", "todo", name),
                desired,
                desired,
                ready,
                desired,
                ready,
                1,
                1,
                false,
                "app=" + name,
                List.of(),
                List.of(conditions),
                Instant.EPOCH);
    }

    static EventView warning(String object, String reason, String message, Instant last) {
        return new EventView("todo", "Warning", reason, message, "Pod", object, 3, last, last);
    }
}
