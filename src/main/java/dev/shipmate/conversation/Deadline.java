package dev.shipmate.conversation;

import java.time.Duration;

/// Interrupts the thread that made it when the time is up.
final class Deadline implements AutoCloseable {
    private final Thread turn = Thread.currentThread();
    private final Thread watch;
    private boolean passed;
    private boolean closed;

    private Deadline(Duration time) {
        this.watch = Thread.ofVirtual().name("deadline").unstarted(() -> wait(time));
    }

    static Deadline in(Duration time) {
        var deadline = new Deadline(time);
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
            Thread.sleep(time);
        } catch (InterruptedException _) {
            return; // closed: this thread has nothing else to do
        }
        synchronized (this) {
            if (!closed) {
                passed = true;
                turn.interrupt();
            }
        }
    }
}
