package dev.shipmate.logs;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.LogQuery;
import dev.shipmate.cluster.Logs;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Tells how bad the entries of one container are while it writes them, and keeps none of them.
public final class SeverityFollower {
    /// How long an entry is kept back because it may go on.
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Cluster cluster;
    private final Consumer<Severity> each;

    public SeverityFollower(Cluster cluster, Consumer<Severity> each) {
        this.cluster = cluster;
        this.each = each;
    }

    /// Follows until the container ends, the connection breaks, or the thread is interrupted.
    public Logs.Outcome follow(LogQuery query) {
        var lines = new StampedLines(entry -> each.accept(LogMessage.of(entry).severity()));
        var lock = new ReentrantLock();
        Thread pauses = Thread.ofVirtual().start(() -> pause(lines, lock));
        try {
            return cluster.logs()
                    .readBytes(query, (bytes, start, end) -> locked(lock, () -> lines.take(bytes, start, end)));
        } finally {
            pauses.interrupt();
            locked(lock, lines::end);
        }
    }

    private static void pause(StampedLines lines, ReentrantLock lock) {
        try {
            while (true) {
                Thread.sleep(PATIENCE);
                locked(lock, lines::pause);
            }
        } catch (InterruptedException _) {
            // The log has ended.
            Thread.currentThread().interrupt();
        }
    }

    private static void locked(ReentrantLock lock, Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
