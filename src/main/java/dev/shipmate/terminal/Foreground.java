package dev.shipmate.terminal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Runs one piece of work that Ctrl-C can stop.
///
/// The first Ctrl-C interrupts the work, which ends soon. A second one gives it up, so that a shell
/// can be left even when the work does not listen.
record Foreground(Interrupts interrupts) {
    /// How the work ended.
    sealed interface End<T> {
        record Done<T>(T value, boolean interrupted) implements End<T> {}

        record Broken<T>(RuntimeException exception, boolean interrupted) implements End<T> {}

        record Abandoned<T>() implements End<T> {}
    }

    /// Where Ctrl-C is heard.
    @FunctionalInterface
    interface Interrupts {
        /// Nobody can press it.
        Interrupts NONE = _ -> () -> {};

        /// Calls `pressed` for each Ctrl-C until the result is closed.
        Hearing onPress(Runnable pressed);
    }

    /// While open, Ctrl-C is heard.
    interface Hearing extends AutoCloseable {
        @Override
        void close();
    }

    /// Waits for the work. It runs on a thread of its own that does not keep the program alive; a
    /// platform thread, because it may block in native calls while it asks for an approval.
    <T> End<T> run(Supplier<T> work) {
        var end = new CompletableFuture<End<T>>();
        var interrupted = new AtomicBoolean();
        Thread worker = Thread.ofPlatform().daemon().name("turn").unstarted(() -> end.complete(end(work, interrupted)));
        try (Hearing _ = interrupts.onPress(() -> {
            if (interrupted.compareAndSet(false, true)) {
                worker.interrupt();
            } else {
                end.complete(new End.Abandoned<>());
            }
        })) {
            worker.start();
            return end.join();
        }
    }

    private static <T> End<T> end(Supplier<T> work, AtomicBoolean interrupted) {
        try {
            T value = work.get();
            return new End.Done<>(value, interrupted.get());
        } catch (RuntimeException e) {
            return new End.Broken<>(e, interrupted.get());
        }
    }
}
