package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ForegroundTest {
    private final AtomicReference<Runnable> key = new AtomicReference<>();
    private final List<String> closed = new ArrayList<>();
    private final Foreground foreground = new Foreground(pressed -> {
        key.set(pressed);
        return () -> closed.add("closed");
    });

    @Test
    void oneCtrlCInterruptsTheWork() {
        var end = foreground.run(() -> {
            key.get().run();
            return Thread.currentThread().isInterrupted();
        });

        assertThat(end).isEqualTo(new Foreground.End.Done<>(true, true));
        assertThat(closed).containsExactly("closed");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aSecondCtrlCGivesUpOnWorkThatDoesNotListen() {
        var never = new CountDownLatch(1);

        var end = foreground.run(() -> {
            key.get().run();
            key.get().run();
            Thread.interrupted();
            return await(never);
        });
        never.countDown();

        assertThat(end).isEqualTo(new Foreground.End.Abandoned<>());
    }

    @Test
    void brokenWorkIsTold() {
        var failure = new IllegalStateException("broken");

        assertThat(foreground.<String>run(() -> {
                    throw failure;
                }))
                .isEqualTo(new Foreground.End.Broken<String>(failure, false));
        assertThat(closed).containsExactly("closed");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
