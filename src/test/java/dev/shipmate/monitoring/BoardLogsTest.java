package dev.shipmate.monitoring;

import static dev.shipmate.monitoring.BoardNews.TARGET;
import static dev.shipmate.monitoring.BoardNews.crashed;
import static dev.shipmate.monitoring.BoardNews.list;
import static dev.shipmate.monitoring.BoardNews.pod;
import static dev.shipmate.monitoring.BoardNews.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.PodView;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.fake.Patience;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoardLogsTest {
    private static final String LINES = """
            2026-11-01T09:00:00Z INFO served
            2026-11-01T09:00:01Z ERROR cannot open the ledger
            2026-11-01T09:00:01Z   at once
            2026-11-01T09:00:02Z WARN slow
            2026-11-01T09:00:03Z level=error msg="no ledger"
            """;

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final MutableClock clock = new MutableClock();
    private final BoardState state = new BoardState(TARGET, new PatternRedactor(), LiveBoard.KINDS);
    private final BoardLogs logs = new BoardLogs(cluster, state, new PatternRedactor(), clock);

    @AfterEach
    void stop() {
        logs.close();
        cluster.close();
        server.close();
    }

    @Test
    void whatIsWrittenFromNowOnIsCountedByTheEntryWhileItIsWritten() {
        server.with(path("web-1"), FakeApiServer.open(LINES));

        look(pod("web-1", "deployment/web", "Running"));

        Patience.until(() -> state.board(BoardApp.UNKNOWN, clock.instant()).errors(), it -> it.lastMinute() == 2);
        assertThat(server.requests()).singleElement().asString().contains("follow=true", "tailLines=0");
        assertThat(state.board(BoardApp.UNKNOWN, clock.instant()).followed()).isEqualTo(new Board.Followed(1, 1));
    }

    @Test
    void aRunThatBeganAfterTheBoardWasOpenedIsReadFromItsStartAndOnlyOnce() {
        server.with(path("web-1"), 200, LINES);
        Instant later = clock.instant().plusSeconds(5);
        PodView dead = pod("web-1", "deployment/web", "CrashLoopBackOff", crashed("app", 1, later, later));
        clock.pass(Duration.ofSeconds(10));

        look(dead);
        Patience.until(this::followed, it -> it == 0);
        clock.pass(Duration.ofSeconds(90));
        look(dead);

        assertThat(server.requests()).singleElement().asString().doesNotContain("tailLines");
        look(pod("web-1", "deployment/web", "Running", running("app", 2, clock.instant())));
        Patience.until(server::requests, requests -> requests.size() == 2);
    }

    @Test
    void aRunThatWasOverBeforeIsNotRead() {
        Instant before = clock.instant().minusSeconds(60);
        look(pod("web-1", "deployment/web", "CrashLoopBackOff", crashed("app", 1, before, before)));

        assertThat(followed()).isZero();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aLogThatBreaksOffIsReadOnAfterAPause() {
        server.with(path("web-1"), 200, LINES);
        PodView pod = pod("web-1", "deployment/web", "Running");

        look(pod);
        Patience.until(this::followed, it -> it == 0);
        look(pod);
        assertThat(server.requests()).hasSize(1);

        clock.pass(Duration.ofSeconds(5));
        look(pod);
        Patience.until(server::requests, requests -> requests.size() == 2);
        assertThat(server.requests().getLast()).contains("tailLines=0");
    }

    /// What was followed over a connection that is gone may never say so.
    @Test
    void afterALossLogsAreFollowedAnew() {
        server.with(path("web-1"), FakeApiServer.open(""));
        PodView pod = pod("web-1", "deployment/web", "Running");
        look(pod);
        Patience.until(server::requests, requests -> requests.size() == 1);

        logs.reconnect();
        Patience.until(this::followed, it -> it == 0);
        look(pod);

        Patience.until(server::requests, requests -> requests.size() == 2);
        assertThat(followed()).isEqualTo(1);
    }

    @Test
    void everyWorkloadHasItsTurnAndTheRestIsCounted() {
        PodView[] pods = IntStream.range(0, 60)
                .mapToObj(i -> pod("web-" + i, i < 45 ? "deployment/large" : "deployment/small-" + i, "Running"))
                .toArray(PodView[]::new);
        for (PodView pod : pods) {
            server.with(path(pod.name()), FakeApiServer.open(""));
        }

        look(pods);

        Patience.until(server::requests, requests -> requests.size() == BoardLogs.MOST);
        assertThat(state.board(BoardApp.UNKNOWN, clock.instant()).followed())
                .isEqualTo(new Board.Followed(BoardLogs.MOST, 60));
        assertThat(IntStream.range(45, 60).mapToObj(i -> path("web-" + i)))
                .allMatch(path -> server.requests().stream().anyMatch(request -> request.contains(path + "?")));
    }

    @Test
    void logsThatMayNotBeReadAreSaidAndLeftAloneForAMinute() {
        server.with(path("web-1"), 403, "{\"message\":\"pods/log is forbidden\"}");
        PodView pod = pod("web-1", "deployment/web", "Running");

        look(pod);
        Patience.until(this::notes, notes -> notes.size() == 1);
        assertThat(notes().getFirst()).startsWith("Cannot read logs: Not allowed to read the log");
        Patience.until(this::followed, it -> it == 0);
        clock.pass(Duration.ofSeconds(59));
        look(pod);
        assertThat(server.requests()).hasSize(1);

        server.with(path("web-1"), FakeApiServer.open(LINES));
        clock.pass(Duration.ofSeconds(1));
        look(pod);
        Patience.until(() -> state.board(BoardApp.UNKNOWN, clock.instant()).errors(), it -> it.lastMinute() == 2);
    }

    private void look(PodView... pods) {
        list(state::pods, pods);
        logs.look(state.allPods());
    }

    private int followed() {
        return state.board(BoardApp.UNKNOWN, clock.instant()).followed().followed();
    }

    private List<String> notes() {
        return state.board(BoardApp.UNKNOWN, clock.instant()).notes();
    }

    private static String path(String pod) {
        return "/api/v1/namespaces/todo/pods/%s/log".formatted(pod);
    }
}
