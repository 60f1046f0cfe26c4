package dev.shipmate.conversation;

import java.time.Duration;

/// Interrupts the thread that made it when the time of its turn is up. The time of approved changes does not count:
/// they have limits of their own.
final class Deadline implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Turn turn;
    private final Thread watch;
    private boolean passed;
    private boolean closed;

    private Deadline(Duration time, Turn turn) {
        this.turn = turn;
        this.watch = Thread.ofVirtual().name("deadline").unstarted(() -> wait(time));
    }

    static Deadline in(Duration time, Turn turn) {
        var deadline = new Deadline(time, turn);
        deadline.watch.start();
        return deadline;
    }

    synchronized boolean passed() {
        return passed;
    }

    /// After this the thread is interrupted no more; an interrupt of our own that came late is taken back.
    @Override
    public void close() {
        watch.interrupt();
        synchronized (this) {
            closed = true;
            if (passed) {
                Thread.interrupted();
            }
        }
    }

    private void wait(Duration time) {
        try {
            Duration left = time;
            Duration spent = Duration.ZERO;
            while (left.isPositive()) {
                Thread.sleep(left);
                Duration changes = turn.awaitChanges();
                left = changes.minus(spent);
                spent = changes;
            }
        } catch (InterruptedException _) {
            return; // closed: this thread has nothing else to do
        }
        synchronized (this) {
            if (!closed) {
                passed = true;
                thread.interrupt();
            }
        }
    }
}
