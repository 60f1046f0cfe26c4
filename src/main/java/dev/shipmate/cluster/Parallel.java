package dev.shipmate.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs requests side by side on virtual threads.
public final class Parallel {
    private Parallel() {}

    /// The results in the order of the tasks. The first failure is thrown; when the calling thread is interrupted, the
    /// tasks are too, and a `CancellationException` is thrown.
    public static <T> List<T> all(List<? extends Callable<T>> tasks) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Stopped while reading from the cluster.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Reading from the cluster ended in an unexpected way.", e);
        }
    }
}
