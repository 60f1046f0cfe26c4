package dev.shipmate.terminal;

import java.time.Duration;

/// Calls something ten times a second until it is closed.
final class Ticker implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Thread thread;

    private Ticker(Thread thread) {
        this.thread = thread;
    }

    static Ticker start(Runnable tick) {
        return new Ticker(Thread.ofVirtual().name("ticker").start(() -> {
            try {
                while (true) {
                    Thread.sleep(PERIOD);
                    tick.run();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
