package dev.shipmate.metrics;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.diagnosis.Survey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Looks at a cluster at an interval, one look at a time, and keeps the newest.
public final class ClusterWatch {
    private final Supplier<Survey> survey;
    private final Duration interval;
    private final Clock clock;
    private final AtomicReference<ClusterLook> newest = new AtomicReference<>(new ClusterLook.Pending());

    public ClusterWatch(Supplier<Survey> survey, Duration interval, Clock clock) {
        this.survey = survey;
        this.interval = interval;
        this.clock = clock;
    }

    public ClusterLook newest() {
        return newest.get();
    }

    /// Goes on until the thread is interrupted. `trouble` hears why the cluster cannot be seen, once until it can be
    /// seen again.
    public void run(Consumer<String> trouble) {
        while (!Thread.currentThread().isInterrupted()) {
            look(trouble);
            try {
                Thread.sleep(interval);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void look(Consumer<String> trouble) {
        Instant start = clock.instant();
        try {
            Survey seen = survey.get();
            Instant end = clock.instant();
            newest.set(new ClusterLook.Seen(end, Duration.between(start, end), seen));
        } catch (ClusterException e) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            ClusterLook before = newest.get();
            String message = String.valueOf(e.getMessage());
            newest.set(new ClusterLook.Failed(message, last(before)));
            if (!(before instanceof ClusterLook.Failed)) {
                trouble.accept(message);
            }
        } catch (CancellationException _) {
            // The thread was interrupted while it read, which ends the loop.
            Thread.currentThread().interrupt();
        }
    }

    private static Instant last(ClusterLook before) {
        return switch (before) {
            case ClusterLook.Pending() -> Instant.EPOCH;
            case ClusterLook.Seen seen -> seen.at();
            case ClusterLook.Failed failed -> failed.last();
        };
    }
}
