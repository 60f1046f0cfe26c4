package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ClusterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Looks again and again, and tells what appears and what heals.
public final class DiagnosisWatch {
    private final Supplier<Examination> look;
    private final Duration interval;
    private final Clock clock;
    private final FindingLog log = new FindingLog();

    public DiagnosisWatch(Supplier<Examination> look, Duration interval, Clock clock) {
        this.look = look;
        this.interval = interval;
        this.clock = clock;
    }

    /// Goes on until the thread is interrupted, or nobody listens any more. What is wrong with the first look is
    /// thrown; later the cluster is asked again.
    ///
    /// @param listener hears each event, and says whether it wants more
    public void run(Predicate<WatchEvent> listener) {
        boolean begun = false;
        boolean lost = false;
        boolean wanted = true;
        while (wanted && !Thread.currentThread().isInterrupted()) {
            try {
                Examination seen = look.get();
                Instant at = clock.instant();
                if (lost) {
                    wanted = listener.test(new WatchEvent.Back(at));
                }
                if (!begun) {
                    wanted = listener.test(new WatchEvent.Began(at, seen));
                }
                begun = true;
                lost = false;
                for (WatchEvent event : log.enter(at, seen)) {
                    wanted = wanted && listener.test(event);
                }
            } catch (ClusterException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (!begun) {
                    throw e;
                }
                if (!lost) {
                    wanted = listener.test(new WatchEvent.Lost(clock.instant(), String.valueOf(e.getMessage())));
                }
                lost = true;
            } catch (CancellationException _) {
                // The thread was interrupted while it read.
                return;
            }
            wanted = wanted && rested();
        }
    }

    private boolean rested() {
        try {
            Thread.sleep(interval);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
