package dev.shipmate.monitoring;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WatchPace;
import dev.shipmate.cluster.Watching;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The board of one namespace, kept up to date by the cluster's own news until it is closed.
///
/// To look at it costs the API server nothing. What goes to the server: a list and a watch for each kind, one list of
/// metrics every 15 seconds, and the logs that are followed.
public final class LiveBoard implements BoardSource, AutoCloseable {
    static final List<ResourceKind> KINDS = KnownKinds.ROLLED_OUT;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final BoardState state;
    private final Supplier<BoardApp> app;
    private final Clock clock;
    private final Watching watching;
    private final BoardLogs logs;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private LiveBoard(Cluster cluster, Supplier<BoardApp> app, Redactor redactor, Clock clock, WatchPace pace) {
        this.state = new BoardState(cluster.target(), redactor, KINDS);
        this.app = app;
        this.clock = clock;
        this.watching = cluster.watch(pace);
        this.logs = new BoardLogs(cluster, state, redactor, clock);
    }

    /// Begins to look; what there is comes in soon.
    ///
    /// @param app asked for with each board, so that it should be cheap
    public static LiveBoard open(Cluster cluster, Supplier<BoardApp> app, Redactor redactor, Clock clock) {
        return open(cluster, app, redactor, clock, WatchPace.usual());
    }

    static LiveBoard open(Cluster cluster, Supplier<BoardApp> app, Redactor redactor, Clock clock, WatchPace pace) {
        var board = new LiveBoard(cluster, app, redactor, clock, pace);
        board.start(new BoardUsage(cluster, board.state, redactor));
        return board;
    }

    private void start(BoardUsage usage) {
        watching.pods(state::pods);
        KINDS.forEach(kind -> watching.workloads(kind, event -> state.workloads(kind, event)));
        watching.services(state::services);
        watching.endpoints(state::endpoints);
        watching.warnings(state::warnings);
        executor.execute(() -> {
            try {
                while (true) {
                    Thread.sleep(usage.ask());
                }
            } catch (InterruptedException | CancellationException _) {
                Thread.currentThread().interrupt();
            }
        });
        executor.execute(this::followLogs);
    }

    private void followLogs() {
        try {
            int listings = state.listings();
            while (true) {
                if (state.listings() != listings) {
                    listings = state.listings();
                    logs.reconnect();
                }
                logs.look(state.allPods());
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Board board() {
        return state.board(app.get(), clock.instant());
    }

    @Override
    public long version() {
        return state.version();
    }

    /// Returns when nothing is asked of the cluster any more.
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
        logs.close();
        watching.close();
    }
}
