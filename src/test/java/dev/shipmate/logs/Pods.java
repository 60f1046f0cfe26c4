package dev.shipmate.logs;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.PodResources;
import dev.shipmate.cluster.PodView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Pods in namespace `todo`, with the containers that a test gives them.
final class Pods {
    private Pods() {}

    static PodView pod(String name, ContainerView... containers) {
        return new PodView(
                "todo",
                name,
                1,
                1,
                "Running",
                "Running",
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                "deployment/web",
                "node1",
                "10.0.0.1",
                "",
                "",
                "",
                Map.of(),
                List.of(containers),
                List.of(),
                List.of(),
                new PodResources(0, 0, 0, 0));
    }

    static ContainerView container(String name, int restarts, ContainerState state, ContainerState last) {
        return new ContainerView(name, "image", "id", ContainerView.Role.APP, true, true, restarts, state, last);
    }

    static ContainerView running(String name) {
        return container(name, 0, new ContainerState.Running(Instant.EPOCH), new ContainerState.Unknown());
    }

    static ContainerView restarted(String name, Instant crash) {
        return container(name, 1, new ContainerState.Running(crash), failed(crash));
    }

    static ContainerState failed(Instant when) {
        return new ContainerState.Terminated("Error", 1, 0, "", Instant.EPOCH, when);
    }
}
