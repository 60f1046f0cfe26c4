package dev.shipmate.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for what happens on other threads.
public final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Patience() {}

    /// Asks until the answer is as wanted, and returns it. Fails with the last answer after 20 seconds.
    public static <T> T until(Supplier<T> asked, Predicate<T> wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        T answer = asked.get();
        while (!wanted.test(answer) && System.nanoTime() < end) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            answer = asked.get();
        }
        assertThat(answer).matches(wanted, "what was waited for");
        return answer;
    }
}
