package dev.shipmate.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Waits until a change has taken effect in the cluster.
public final class Rollouts {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

    private final Cluster cluster;

    Rollouts(Cluster cluster) {
        this.cluster = cluster;
    }

    /// How waiting ended.
    public sealed interface Ending {
        /// The rollout is through, stuck or paused.
        record Reached(WorkloadView workload, RolloutState state) implements Ending {}

        /// The time was up, or the thread was interrupted, before the rollout came to an end. An interrupt stays set.
        record StillGoing(WorkloadView workload, String progress, boolean interrupted) implements Ending {}

        /// The workload is not there, or not any more.
        record Gone() implements Ending {}
    }

    /// Looks again and again until the rollout is through, stuck or paused, and tells `progress` each time that
    /// something
    /// moved.
    public Ending await(WorkloadName workload, Duration limit, Consumer<String> progress) {
        long end = System.nanoTime() + limit.toNanos();
        String told = "";
        while (true) {
            Optional<WorkloadView> view = cluster.findWorkload(workload);
            if (view.isEmpty()) {
                return new Ending.Gone();
            }
            RolloutState state = view.get().rollout();
            if (!(state instanceof RolloutState.Waiting(String now))) {
                return new Ending.Reached(view.get(), state);
            }
            if (!now.equals(told)) {
                progress.accept("%s: %s".formatted(workload.display(), now));
                told = now;
            }
            boolean interrupted = !pause();
            if (interrupted || System.nanoTime() > end) {
                return new Ending.StillGoing(view.get(), now, interrupted);
            }
        }
    }

    /// Looks at an object until `wanted` holds for it (nothing: it is gone). Says whether it did in time.
    public boolean await(ObjectName object, Duration limit, Predicate<Optional<JsonNode>> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        while (!wanted.test(cluster.findObject(object.kind(), object.namespace(), object.name()))) {
            if (!pause() || System.nanoTime() > end) {
                return false;
            }
        }
        return true;
    }

    /// Whether the pause was a whole one: an interrupt ends it.
    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
