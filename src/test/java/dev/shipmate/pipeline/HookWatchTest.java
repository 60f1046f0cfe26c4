package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.MutableClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HookWatchTest {
    private static final String JOBS = "/apis/batch/v1/namespaces/todo/jobs";
    private static final String PODS = "/api/v1/namespaces/todo/pods";
    private static final String GONE = "{\"reason\": \"ErrImagePull\", \"message\": \"todo:gone: not found\"}";

    private final FakeApiServer server = new FakeApiServer().with(JOBS, 200, jobs());
    private final Cluster cluster = server.cluster();
    private final MutableClock clock = new MutableClock();

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void whatEndsByItselfIsHandedOn() {
        assertThat(watch().during(() -> "deployed")).isEqualTo("deployed");
    }

    @Test
    void aHookWhoseImageIsNowhereEndsTheWaiting() {
        HookWatch watch = watch();
        server.with(JOBS, 200, jobs("migrate")).with(PODS, 200, podThatWaits(GONE));

        assertThat(watch.during(untilInterrupted())).isEqualTo("interrupted");

        assertThat(watch.trouble())
                .contains(new HookWatch.Trouble(
                        "job/migrate", "container migrate is in ErrImagePull: todo:gone: not found"));
    }

    @Test
    void aRegistryThatMayComeBackIsWaitedFor() {
        HookWatch watch = watch();
        var asked = new CountDownLatch(2);
        server.with(JOBS, 200, jobs("migrate")).with(PODS, exchange -> {
            asked.countDown();
            FakeApiServer.send(
                    exchange, 200, podThatWaits("{\"reason\": \"ErrImagePull\", \"message\": \"i/o timeout\"}"));
        });

        assertThat(watch.during(until(asked))).isEqualTo("went on");
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void hooksOfAnEarlierUpgradeAreNotItsOwn() {
        var asked = new CountDownLatch(3);
        server.with(PODS, 200, podThatWaits(GONE)).with(JOBS, exchange -> {
            asked.countDown();
            FakeApiServer.send(exchange, 200, jobs("migrate"));
        });
        HookWatch watch = watch();

        assertThat(watch.during(until(asked))).isEqualTo("went on");
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void anInterruptIsHandedOnAndKept() {
        HookWatch watch = watch();
        Thread.currentThread().interrupt();

        assertThat(watch.during(untilInterrupted())).isEqualTo("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void whatMayStillComeIsGivenTimeAndNotForEver() {
        HookWatch watch = watch();
        server.with(JOBS, 200, jobs("migrate")).with(PODS, exchange -> {
            clock.pass(Duration.ofSeconds(11));
            FakeApiServer.send(exchange, 200, podThatWaits("""
                    {"reason": "CreateContainerConfigError", "message": "secret \\"db\\" not found"}"""));
        });

        assertThat(watch.during(untilInterrupted())).isEqualTo("interrupted");

        assertThat(watch.trouble()).map(HookWatch.Trouble::hook).contains("job/migrate");
        assertThat(server.requests())
                .filteredOn(request -> request.contains("/pods"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void theHookOfAnotherReleaseIsNotItsOwn() {
        HookWatch watch = watch("job/other");
        var asked = new CountDownLatch(2);
        server.with(JOBS, 200, jobs("migrate")).with(PODS, exchange -> {
            asked.countDown();
            FakeApiServer.send(exchange, 200, podThatWaits(GONE));
        });

        assertThat(watch.during(until(asked))).isEqualTo("went on");
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void whoseFirstLookFailedTakesNoJobForItsOwn() {
        server.with(JOBS, 403, "{\"kind\":\"Status\",\"code\":403}");
        HookWatch watch = watch();
        server.with(JOBS, 200, jobs("migrate")).with(PODS, 200, podThatWaits(GONE));

        assertThat(watch.during(() -> {
                    try {
                        return new CountDownLatch(1).await(2500, TimeUnit.MILLISECONDS) ? "" : "went on";
                    } catch (InterruptedException _) {
                        return "interrupted";
                    }
                }))
                .isEqualTo("went on");
    }

    private HookWatch watch(String... own) {
        return new HookWatch(cluster, "todo", () -> own.length == 0 ? Set.of("job/migrate") : Set.of(own), clock);
    }

    private static Supplier<String> untilInterrupted() {
        return until(new CountDownLatch(1));
    }

    private static Supplier<String> until(CountDownLatch latch) {
        return () -> {
            try {
                return latch.await(20, TimeUnit.SECONDS) ? "went on" : "waited in vain";
            } catch (InterruptedException _) {
                return "interrupted";
            }
        };
    }

    private static String jobs(String... names) {
        var items = new StringBuilder();
        for (String name : names) {
            items.append(items.isEmpty() ? "" : ",").append("""
                            {"metadata": {"name": "%1$s", "namespace": "todo", "uid": "uid-%1$s",
                              "annotations": {"helm.sh/hook": "pre-upgrade"}}}""".formatted(name));
        }
        return "{\"items\": [%s]}".formatted(items);
    }

    private static String podThatWaits(String waiting) {
        return """
                {"items": [{"metadata": {"name": "migrate-x2x4z", "namespace": "todo"},
                  "spec": {"containers": [{"name": "migrate", "image": "todo:gone"}]},
                  "status": {"phase": "Pending", "containerStatuses": [
                    {"name": "migrate", "state": {"waiting": %s}}]}}]}""".formatted(waiting);
    }
}
