package dev.shipmate.logs;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.LogQuery;
import dev.shipmate.redaction.Redactor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Shows what containers write while they write it, those too that start later.
public final class LogFollower {
    private static final Pace USUAL = new Pace(Duration.ofSeconds(2), Duration.ofMillis(300));

    private final Cluster cluster;
    private final EntryFilter filter;
    private final Consumer<ShownLine> each;
    private final Pace pace;
    private final ReentrantLock output = new ReentrantLock();
    /// The newest line that was shown of each run of a container.
    private final Map<String, Long> shown = new ConcurrentHashMap<>();

    /// How often to look for new containers, and how long an entry is kept back because it may go on.
    record Pace(Duration lookAround, Duration patience) {}

    public LogFollower(Cluster cluster, Redactor redactor, LogFilter filter, Consumer<ShownLine> each) {
        this(cluster, new EntryFilter(redactor, filter), each, USUAL);
    }

    LogFollower(Cluster cluster, EntryFilter filter, Consumer<ShownLine> each, Pace pace) {
        this.cluster = cluster;
        this.filter = filter;
        this.each = each;
        this.pace = pace;
    }

    /// Follows until no container is left that runs, nobody listens any more, or the thread is interrupted.
    ///
    /// @param listens whether anybody still wants to know
    /// @param logs asked again and again for the containers that there are
    /// @param reach what to show of what was written before
    public void follow(BooleanSupplier listens, Supplier<List<ContainerLog>> logs, LogReach reach) {
        var running = new HashMap<String, Future<?>>();
        LogReach wanted = reach;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                while (listens.getAsBoolean()) {
                    List<ContainerLog> current =
                            logs.get().stream().filter(LogFollower::isRunning).toList();
                    if (current.isEmpty() && running.values().stream().allMatch(Future::isDone)) {
                        return;
                    }
                    for (ContainerLog log : current) {
                        LogReach from = wanted;
                        Future<?> begun = running.get(key(log));
                        if (begun == null || begun.isDone()) {
                            running.put(key(log), executor.submit(() -> followOne(log, from)));
                        }
                    }
                    wanted = new LogReach(Duration.ZERO, LogQuery.EVERY_LINE);
                    Thread.sleep(pace.lookAround());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static boolean isRunning(ContainerLog log) {
        return !log.previous() && log.container().state() instanceof ContainerState.Running;
    }

    private static String key(ContainerLog log) {
        return "%s %d".formatted(log.name(), log.container().restarts());
    }

    private void followOne(ContainerLog log, LogReach reach) {
        long from = shown.getOrDefault(key(log), TimeStamp.NONE);
        var lines = new StampedLines(entry -> show(log, entry, from));
        var lock = new ReentrantLock();
        Thread pauses = Thread.ofVirtual().start(() -> pause(lines, lock));
        try {
            cluster.logs()
                    .readBytes(
                            reach.query(log, true),
                            (bytes, start, end) -> locked(lock, () -> lines.take(bytes, start, end)));
        } catch (ClusterException _) {
            // The container is looked for again, as long as it is there.
        } finally {
            pauses.interrupt();
            locked(lock, lines::end);
        }
    }

    private void pause(StampedLines lines, ReentrantLock lock) {
        try {
            while (true) {
                Thread.sleep(pace.patience());
                locked(lock, lines::pause);
            }
        } catch (InterruptedException _) {
            // The log has ended.
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

    /// A log that is read again after its connection was cut begins with lines that were shown.
    private void show(ContainerLog log, LogEntry entry, long from) {
        if (entry.nanos() != TimeStamp.NONE && entry.nanos() <= from) {
            return;
        }
        shown.merge(key(log), entry.nanos(), Math::max);
        List<ShownLine> lines = filter.lines(log.name(), entry);
        locked(output, () -> lines.forEach(each));
    }
}
