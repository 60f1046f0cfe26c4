package dev.shipmate.terminal;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.PodName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.conversation.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Names of the cluster to complete words with, fetched in the background: typing never waits for
/// them, and a cluster that does not answer only means that there are none.
final class LiveNames {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Session session;
    private final Clock clock;
    private final Executor background;
    private final AtomicReference<Instant> asked = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Names> known = new AtomicReference<>(Names.NONE);

    LiveNames(Session session, Clock clock, Executor background) {
        this.session = session;
        this.clock = clock;
        this.background = background;
    }

    /// What is known at once. Starts fetching when that is old.
    Names now() {
        Instant last = asked.get();
        Instant now = clock.instant();
        boolean stale = last.equals(Instant.MIN) || last.plus(FRESH).isBefore(now);
        if (stale && asked.compareAndSet(last, now)) {
            background.execute(this::fetch);
        }
        return known.get();
    }

    /// Starts fetching when what is known is old.
    void warm() {
        now();
    }

    /// Forgets what belongs to another context or namespace.
    void forget() {
        known.set(Names.NONE);
        asked.set(Instant.MIN);
    }

    private void fetch() {
        Inventory inventory = session.inventory();
        String namespace = session.target().namespace();
        known.set(new Names(
                quietly(inventory::namespaces),
                quietly(() -> inventory.workloads(namespace)),
                quietly(() -> inventory.pods(namespace)),
                quietly(session::contexts),
                quietly(session::models)));
    }

    private static <T> List<T> quietly(Supplier<List<T>> names) {
        try {
            return names.get();
        } catch (RuntimeException _) {
            return List.of();
        }
    }

    /// The names at one moment.
    record Names(
            List<String> namespaces,
            List<WorkloadName> workloads,
            List<PodName> pods,
            List<String> contexts,
            List<String> models) {
        static final Names NONE = new Names(List.of(), List.of(), List.of(), List.of(), List.of());

        Names {
            namespaces = List.copyOf(namespaces);
            workloads = List.copyOf(workloads);
            pods = List.copyOf(pods);
            contexts = List.copyOf(contexts);
            models = List.copyOf(models);
        }
    }
}
