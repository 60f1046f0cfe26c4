package dev.shipmate.logs;

import static dev.shipmate.logs.Pods.pod;
import static dev.shipmate.logs.Pods.restarted;
import static dev.shipmate.logs.Pods.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.LogQuery;
import dev.shipmate.cluster.PodView;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    private static final Instant CRASH = Instant.parse("2026-03-01T12:00:10Z");
    private static final LogReach EVERYTHING = new LogReach(Duration.ZERO, LogQuery.EVERY_LINE);
    private static final List<PodView> PODS =
            List.of(pod("web-1", restarted("app", CRASH)), pod("web-2", running("app")));

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final LogReader reader = new LogReader(cluster, new PatternRedactor());

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void everyRunOfEveryContainerIsRead() {
        assertThat(ContainerLog.of(PODS, "", false))
                .extracting(ContainerLog::name)
                .containsExactly("pod/web-1 app (previous run)", "pod/web-1 app", "pod/web-2 app");
        assertThat(ContainerLog.of(PODS, "", true))
                .extracting(ContainerLog::name)
                .containsExactly("pod/web-1 app (previous run)");
        assertThat(ContainerLog.of(PODS, "sidecar", false)).isEmpty();
    }

    /// The kubelet hands out the same log whether asked for the previous run or for the current one.
    @Test
    void aContainerThatWaitsForItsNextRunIsReadOnce() {
        PodView pod = pod(
                "web-1",
                Pods.container("app", 3, new ContainerState.Waiting("CrashLoopBackOff", ""), Pods.failed(CRASH)));

        assertThat(ContainerLog.of(List.of(pod), "", false))
                .extracting(ContainerLog::name)
                .containsExactly("pod/web-1 app (previous run)");
    }

    @Test
    void theLastCrashIsTheNewest() {
        assertThat(ContainerLog.lastCrash(ContainerLog.of(PODS, "", false))).isEqualTo(CRASH);
        assertThat(ContainerLog.lastCrash(List.of())).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aContainerThatWaitsSaysWhy() {
        PodView pod = pod(
                "web-3",
                Pods.container(
                        "app",
                        0,
                        new ContainerState.Waiting("ImagePullBackOff", "no such image."),
                        new ContainerState.Unknown()));

        assertThat(ContainerLog.unstarted(List.of(pod), ""))
                .containsExactly("Container app of pod/web-3 has not started: ImagePullBackOff (no such image).");
    }

    @Test
    void allLogsBecomeOneCondensation() {
        serveTwo();

        LogReader.Result result = reader.condense(ContainerLog.of(PODS, "", false), EVERYTHING, LogFilter.NONE, 10);
        assertThat(result.all()).isTrue();
        assertThat(result.problems()).isEmpty();
        assertThat(result.condensation().size()).isEqualTo(new Condensation.Size(5, 5, 3));
        assertThat(result.condensation().groups().getFirst().template()).isEqualTo("cannot open the ledger");
        assertThat(server.requests()).allMatch(request -> request.contains("timestamps=true"));
    }

    @Test
    void aLogThatIsGoneIsSaidAndTheOthersAreRead() {
        server.with(path("web-1"), 400, "{\"message\":\"previous terminated container \\\"app\\\" not found\"}")
                .with(path("web-2"), 200, "2026-03-01T12:00:00Z INFO one\n");

        LogReader.Result result = reader.condense(ContainerLog.of(PODS, "", false), EVERYTHING, LogFilter.NONE, 10);
        assertThat(result.problems())
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("There is no log of pod/web-1 app"));
        assertThat(result.condensation().size().read()).isEqualTo(1);
    }

    @Test
    void fewerLinesThanThereMayBeAreNotAll() {
        serveTwo();

        assertThat(reader.condense(
                                ContainerLog.of(PODS, "", false),
                                new LogReach(Duration.ofMinutes(5), 2),
                                LogFilter.NONE,
                                10)
                        .all())
                .isFalse();
        assertThat(server.requests())
                .allMatch(request -> request.contains("tailLines=2") && request.contains("sinceSeconds=300"));
    }

    @Test
    void linesAreMergedByTimeAndAStackTraceStaysWhole() {
        serveTwo();
        var lines = new ArrayList<String>();

        reader.merge(ContainerLog.of(PODS.subList(1, 2), "", false), EVERYTHING, LogFilter.NONE, line -> {});
        assertThat(reader.merge(
                        ContainerLog.of(PODS, "", false),
                        EVERYTHING,
                        LogFilter.NONE,
                        line -> lines.add(line.source().replaceAll("pod/| app", "") + " " + line.text())))
                .isEmpty();
        assertThat(lines)
                .containsExactly(
                        "web-1 (previous run) ERROR cannot open the ledger",
                        "web-1 (previous run)   at once",
                        "web-2 INFO two",
                        "web-2 INFO three",
                        "web-1 INFO again");
    }

    @Test
    void aFilterChoosesWholeEntries() {
        serveTwo();
        var lines = new ArrayList<String>();

        reader.merge(
                ContainerLog.of(PODS, "", false),
                EVERYTHING,
                new LogFilter("AT ONCE", Severity.ERROR),
                line -> lines.add(line.text()));
        assertThat(lines).containsExactly("ERROR cannot open the ledger", "  at once");
    }

    @Test
    void followingEndsWhenNothingRunsAnyMore() {
        server.with(path("web-2"), 200, "2026-03-01T12:00:00Z INFO one\n2026-03-01T12:00:01Z INFO two\n");
        var lines = new ArrayList<String>();
        var asked = new ArrayList<Integer>();
        var filter = new EntryFilter(new PatternRedactor(), LogFilter.NONE);

        new LogFollower(
                        cluster,
                        filter,
                        line -> lines.add(line.text()),
                        new LogFollower.Pace(Duration.ofMillis(20), Duration.ofMillis(5)))
                .follow(
                        () -> true,
                        () -> {
                            asked.add(1);
                            return asked.size() > 3 ? List.of() : ContainerLog.of(PODS.subList(1, 2), "", false);
                        },
                        new LogReach(Duration.ZERO, 20));
        assertThat(lines).containsExactly("INFO one", "INFO two");
        assertThat(server.requests()).first().asString().contains("follow=true", "tailLines=20");
    }

    @Test
    void followingEndsWhenNobodyListens() {
        var filter = new EntryFilter(new PatternRedactor(), LogFilter.NONE);

        new LogFollower(cluster, filter, line -> {}, new LogFollower.Pace(Duration.ofMillis(20), Duration.ofMillis(5)))
                .follow(() -> false, () -> ContainerLog.of(PODS, "", false), EVERYTHING);
        assertThat(server.requests()).isEmpty();
    }

    private void serveTwo() {
        server.with(
                        path("web-1"),
                        exchange -> FakeApiServer.send(
                                exchange,
                                200,
                                exchange.getRequestURI().getQuery().contains("previous=true")
                                        ? "2026-03-01T12:00:09Z ERROR cannot open the ledger\n2026-03-01T12:00:09.1Z   at once\n"
                                        : "2026-03-01T12:00:12Z INFO again\n"))
                .with(path("web-2"), 200, "2026-03-01T12:00:10Z INFO two\n2026-03-01T12:00:11Z INFO three\n");
    }

    private static String path(String pod) {
        return "/api/v1/namespaces/todo/pods/%s/log".formatted(pod);
    }
}
