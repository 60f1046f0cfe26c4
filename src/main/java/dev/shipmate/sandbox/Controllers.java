package dev.shipmate.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Everything that reacts to changes, as a real cluster would, on one thread of its own.
///
/// Each pass looks at all objects; that is cheap for a shop of this size and forgets nothing.
final class Controllers {
    /// More passes than any change needs: two controllers that undo each other's work end here.
    private static final int MOST_PASSES = 50;

    private static final Duration SETTLING = Duration.ofSeconds(4);
    /// The default of `progressDeadlineSeconds`, and the seconds in which a rollout began.
    private static final Duration GIVEN_UP = Duration.ofSeconds(605);

    private final Store store;
    private final Clock clock;
    private final List<Controller> controllers;

    Controllers(Store store, ImageCatalog images, Clock clock) {
        this.store = store;
        this.clock = clock;
        var recorder = new Recorder(store);
        var pods = new Pods(store, new Names());
        this.controllers = List.of(
                new GarbageCollector(store, recorder),
                new DeploymentController(store, pods, recorder),
                new ReplicaSetController(store, pods, recorder),
                new StatefulSetController(store, pods, recorder),
                new DaemonSetController(store, pods),
                new Scheduler(store, recorder),
                new Kubelet(store, images, recorder),
                new EndpointSliceController(store, new Names()));
    }

    /// Works until nothing changes any more, as if it were `now`.
    ///
    /// @return when something is due without a change
    Instant settle(Instant now) {
        return store.locked(() -> {
            Instant next = Controller.NEVER;
            for (int pass = 0; pass < MOST_PASSES; pass++) {
                long before = store.stateVersion();
                next = Controller.NEVER;
                for (Controller controller : controllers) {
                    Instant wanted = controller.reconcile(now);
                    next = wanted.isBefore(next) ? wanted : next;
                }
                if (store.stateVersion() == before) {
                    break;
                }
            }
            return next;
        });
    }

    /// Plays what happened between two moments: the first seconds, in which pods come and go, and the time at which
    /// a rollout without progress is given up. Whatever else a pod did follows from its age.
    void play(Instant from, Instant until) {
        Instant now = from;
        while (now.isBefore(until) && now.isBefore(from.plus(SETTLING))) {
            Instant next = settle(now);
            now = next.isAfter(now) ? next : now.plusSeconds(1);
        }
        Instant givenUp = from.plus(GIVEN_UP);
        if (givenUp.isBefore(until)) {
            settle(givenUp);
        }
    }

    /// Reacts to changes until the store is closed.
    void run() {
        try {
            while (!store.closed()) {
                long seen = store.version();
                Instant next = settle(clock.instant());
                long wait = next.equals(Controller.NEVER)
                        ? Duration.ofHours(1).toMillis()
                        : Math.clamp(Duration.between(clock.instant(), next).toMillis() + 1, 1, 3_600_000);
                // The controllers' own changes lead to one more look, so that none from outside is missed.
                store.awaitChange(seen, wait);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
