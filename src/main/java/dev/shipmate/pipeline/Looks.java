package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks at a cluster that run side by side, all of them together for a limited time. One that fails, or that takes too
/// long, leaves a line about what could not be seen, and does not hinder the others.
final class Looks implements AutoCloseable {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> unseen = new ArrayList<>();
    private final Duration limit;
    private final long start = System.nanoTime();

    Looks(Duration limit) {
        this.limit = limit;
    }

    /// What a look saw, for [#result] to wait for.
    ///
    /// @param what is looked at, such as `the pods`
    /// @param otherwise the answer when nothing could be seen
    record Look<T>(String what, Future<T> future, T otherwise) {}

    <T> Look<T> start(String what, T otherwise, Callable<T> look) {
        return new Look<>(what, executor.submit(look), otherwise);
    }

    /// Waits for a look, and no longer than all of them may take. An interrupt ends the waiting for all.
    <T> T result(Look<T> look) {
        try {
            long left = limit.toNanos() - (System.nanoTime() - start);
            return look.future().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException _) {
            unseen.add("%s: no answer within %d s".formatted(look.what(), limit.toSeconds()));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ClusterException said -> unseen.add("%s: %s".formatted(look.what(), said.getMessage()));
                case CancellationException _ -> {}
                // A report that lacks a part is better than none.
                case null, default -> unseen.add("%s: %s".formatted(look.what(), e.getCause()));
            }
        }
        return look.otherwise();
    }

    /// What could not be seen so far, and why.
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    /// Does not wait for a look that goes on all the same.
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
