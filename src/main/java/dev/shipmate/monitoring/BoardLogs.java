package dev.shipmate.monitoring;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.LogQuery;
import dev.shipmate.logs.Severity;
import dev.shipmate.logs.SeverityFollower;
import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Follows the logs of some containers, and counts the errors that they write from now on.
///
/// Every workload gets its turn before one gets a second. What was written before the board was opened is not read.
final class BoardLogs implements AutoCloseable {
    /// Each costs a connection, on which the API server only speaks when the container does.
    static final int MOST = 20;

    /// A log that broke off, or may not be read, is tried again after this time.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration DENIED_PAUSE = Duration.ofSeconds(60);
    private static final String SUBJECT = "logs";

    private final Cluster cluster;
    private final BoardState state;
    private final Redactor redactor;
    private final Clock clock;
    private final Instant opened;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Key, Follow> follows = new HashMap<>();

    /// One run of a container.
    private record Key(String pod, String container, int number) {}

    /// The same, with what has to be known to follow it.
    private record Source(BoardPod pod, BoardPod.Run run) {
        Key key() {
            return new Key(pod.name(), run.container(), run.number());
        }
    }

    /// Where the reading of a log stands.
    private sealed interface Follow {
        record Going(Future<?> reading) implements Follow {}

        /// @param again when it is read on, if the container still runs then
        record Ended(Instant again) implements Follow {}
    }

    BoardLogs(Cluster cluster, BoardState state, Redactor redactor, Clock clock) {
        this.cluster = cluster;
        this.state = state;
        this.redactor = redactor;
        this.clock = clock;
        this.opened = clock.instant();
    }

    /// The connection was lost for a while. Logs that were followed over it may be dead without a sign: they are begun
    /// anew.
    synchronized void reconnect() {
        for (Follow follow : follows.values()) {
            if (follow instanceof Follow.Going(Future<?> reading)) {
                reading.cancel(true);
            }
        }
    }

    /// Begins to follow what is not followed yet, as much as may be.
    synchronized void look(List<BoardPod> pods) {
        List<Source> sources = sources(pods);
        Set<Key> there = sources.stream().map(Source::key).collect(Collectors.toSet());
        follows.entrySet()
                .removeIf(entry -> entry.getValue() instanceof Follow.Ended && !there.contains(entry.getKey()));
        Instant now = clock.instant();
        int going = going();
        for (Source source : sources) {
            Follow before = follows.get(source.key());
            boolean due = before == null
                    || (before instanceof Follow.Ended(Instant again)
                            && source.run().going()
                            && !again.isAfter(now));
            if (going < MOST && due) {
                follows.put(source.key(), new Follow.Going(executor.submit(() -> follow(source, before == null))));
                going++;
            }
        }
        state.followed(going());
    }

    private synchronized int going() {
        return (int)
                follows.values().stream().filter(Follow.Going.class::isInstance).count();
    }

    /// The first of each owner, then the second of each, and so on; what has trouble comes before what has none.
    private List<Source> sources(List<BoardPod> pods) {
        var turns = new HashMap<String, Integer>();
        var byTurn = new TreeMap<Integer, List<Source>>();
        pods.stream()
                .sorted(Comparator.comparing(BoardPod::health).thenComparing(BoardPod::name))
                .flatMap(pod -> pod.runs().stream().map(run -> new Source(pod, run)))
                .filter(source -> source.run().going() || isNew(source.run()))
                .forEach(source -> byTurn.computeIfAbsent(
                                turns.merge(source.pod().owner(), 1, Integer::sum), _ -> new ArrayList<>())
                        .add(source));
        return byTurn.values().stream().flatMap(List::stream).toList();
    }

    private boolean isNew(BoardPod.Run run) {
        return !run.started().isBefore(opened);
    }

    /// @param first whether nothing of this run was read yet
    private void follow(Source source, boolean first) {
        Duration pause = PAUSE;
        try {
            int lines = first && isNew(source.run()) ? LogQuery.EVERY_LINE : 0;
            new SeverityFollower(cluster, severity -> count(source, severity)).follow(query(source, lines));
            state.remark(SUBJECT, "");
        } catch (CancellationException _) {
            pause = Duration.ZERO;
        } catch (ClusterException e) {
            if (e.code() == ClusterException.Code.FORBIDDEN) {
                pause = DENIED_PAUSE;
                state.remark(
                        SUBJECT,
                        "Cannot read logs: %s"
                                .formatted(PlainText.line(redactor.redact(String.valueOf(e.getMessage())))));
            }
        } finally {
            end(source.key(), clock.instant().plus(pause));
        }
    }

    private LogQuery query(Source source, int lines) {
        return new LogQuery(
                cluster.target().namespace(),
                source.pod().name(),
                source.run().container(),
                false,
                Duration.ZERO,
                lines,
                true,
                true);
    }

    private void count(Source source, Severity severity) {
        if (severity.compareTo(Severity.ERROR) >= 0) {
            state.error(source.pod().owner(), clock.instant());
        }
    }

    private synchronized void end(Key key, Instant again) {
        follows.put(key, new Follow.Ended(again));
        state.followed(going());
    }

    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
