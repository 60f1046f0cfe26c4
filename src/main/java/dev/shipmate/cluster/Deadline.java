package dev.shipmate.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/// Closes a stream that has outlived its time, so that whoever reads it is not left waiting for a peer that is gone.
final class Deadline implements AutoCloseable {
    private final Thread timer;

    private Deadline(Thread timer) {
        this.timer = timer;
    }

    static Deadline of(Duration time, Closeable stream) {
        return new Deadline(Thread.ofVirtual().name("deadline").start(() -> {
            try {
                Thread.sleep(time);
                stream.close();
            } catch (InterruptedException | IOException _) {
                // Nobody needs it any more.
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    public void close() {
        timer.interrupt();
    }
}
