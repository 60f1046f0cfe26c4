package dev.shipmate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Survey;
import dev.shipmate.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
    private static final Survey HEALTHY = new Survey(new Examination(List.of(), 3, List.of()), List.of());

    private final MutableClock clock = new MutableClock();
    private final Instant start = clock.instant();
    private final Deque<Look> looks = new ArrayDeque<>();
    private final List<String> trouble = new ArrayList<>();
    private final ClusterWatch watch = new ClusterWatch(this::look, Duration.ofMillis(1), clock);

    private interface Look {
        Survey take();
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void beforeTheFirstLookThereIsNone() {
        assertThat(watch.newest()).isEqualTo(new ClusterLook.Pending());
    }

    @Test
    void theNewestLookIsKeptWithItsTimeAndItsDuration() {
        run(() -> HEALTHY, () -> HEALTHY);
        assertThat(watch.newest())
                .isEqualTo(new ClusterLook.Seen(start.plusSeconds(2), Duration.ofSeconds(1), HEALTHY));
    }

    @Test
    void aClusterThatDoesNotAnswerIsToldOnceAndWhenItWasLastSeenIsKept() {
        run(() -> HEALTHY, ClusterWatchTest::lost, ClusterWatchTest::lost);
        assertThat(watch.newest()).isEqualTo(new ClusterLook.Failed("no route", start.plusSeconds(1)));
        assertThat(trouble).containsExactly("no route");
    }

    @Test
    void aClusterThatAnswersAgainIsSeenAgain() {
        run(ClusterWatchTest::lost, () -> HEALTHY, ClusterWatchTest::lost, () -> HEALTHY);
        assertThat(watch.newest()).isInstanceOf(ClusterLook.Seen.class);
        assertThat(trouble).containsExactly("no route", "no route");
    }

    /// Goes through the looks, and ends as Ctrl-C ends it while another look is done.
    private void run(Look... all) {
        looks.addAll(List.of(all));
        watch.run(trouble::add);
    }

    private Survey look() {
        if (looks.isEmpty()) {
            throw new CancellationException("interrupted");
        }
        clock.pass(Duration.ofSeconds(1));
        return looks.remove().take();
    }

    private static Survey lost() {
        throw new ClusterException(ClusterException.Code.UNREACHABLE, "no route");
    }
}
