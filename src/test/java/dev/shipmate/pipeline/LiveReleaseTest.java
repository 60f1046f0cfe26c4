package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.helm.ReleaseSecrets;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveReleaseTest {
    private final FailedRelease cluster = new FailedRelease();
    private final HeardProgress progress = new HeardProgress();
    private final LiveRelease live = LiveRelease.of(cluster.shipment(), new PatternRedactor());

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aHelmThatBeganJustNowIsWaitedFor() {
        var looks = new AtomicInteger();
        cluster.server.with(
                ReleaseSecrets.LIST,
                exchange -> FakeApiServer.send(
                        exchange,
                        200,
                        new ReleaseSecrets()
                                .with(4, looks.getAndIncrement() == 0 ? "pending-upgrade" : "deployed", "")
                                .list()));

        assertThat(live.settled(after(Duration.ofDays(22)), progress).pending()).isEmpty();
        assertThat(progress.doing()).containsExactly("waiting for the Helm that is at work on the release");
    }

    @Test
    void oneThatBeganLongAgoIsNot() {
        cluster.releases("deployed", "pending-upgrade");

        assertThat(live.settled(after(Duration.ofDays(60)), progress).pending()).isPresent();
        assertThat(progress.doing()).isEmpty();
    }

    /// A clock that shows some time after 1 November. Revision 4 is of the 24th.
    private static Clock after(Duration time) {
        var clock = new MutableClock();
        clock.pass(time);
        return clock;
    }
}
