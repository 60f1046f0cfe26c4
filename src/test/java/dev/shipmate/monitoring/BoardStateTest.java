package dev.shipmate.monitoring;

import static dev.shipmate.monitoring.BoardNews.NOW;
import static dev.shipmate.monitoring.BoardNews.TARGET;
import static dev.shipmate.monitoring.BoardNews.crashed;
import static dev.shipmate.monitoring.BoardNews.deployment;
import static dev.shipmate.monitoring.BoardNews.list;
import static dev.shipmate.monitoring.BoardNews.pod;
import static dev.shipmate.monitoring.BoardNews.restarted;
import static dev.shipmate.monitoring.BoardNews.running;
import static dev.shipmate.monitoring.BoardNews.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Metrics.Usage;
import dev.shipmate.cluster.WatchEvent;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardStateTest {
    private final BoardState state = new BoardState(TARGET, new PatternRedactor(), LiveBoard.KINDS);

    @Test
    void aWorkloadStandsWithItsPodsAndWhatTheyUse() {
        deployments(deployment("web", 2, 2));
        list(
                state::pods,
                pod("web-1", "deployment/web", "Running"),
                pod("web-2", "deployment/web", "Running", running("app", 4, Instant.EPOCH)));
        state.usage(List.of(usage("web-1", 30, 20), usage("web-2", 40, 30)));

        assertThat(board().rows())
                .containsExactly(new BoardRow(
                        "deployment",
                        "web",
                        BoardHealth.GOOD,
                        "ok",
                        2,
                        2,
                        4,
                        new BoardLoad(OptionalLong.of(70), 200, 1000),
                        new BoardLoad(OptionalLong.of(50L << 20), 128L << 20, 256L << 20),
                        BoardErrors.NONE));
    }

    @Test
    void theWorstComesFirstAndSaysWhatIsWrong() {
        deployments(
                deployment("a-fine", 1, 1),
                deployment("b-starting", 0, 1),
                deployment("c-crash", 0, 1),
                deployment("d-homeless", 0, 1),
                deployment("e-empty", 0, 0),
                deployment("f-quota", 0, 1, new Condition("ReplicaFailure", "True", "", "exceeded", NOW)));
        list(
                state::pods,
                pod("a", "deployment/a-fine", "Running"),
                pod("b", "deployment/b-starting", "ContainerCreating"),
                pod("c", "deployment/c-crash", "CrashLoopBackOff"),
                pod("d", "deployment/d-homeless", "Unschedulable"));

        assertThat(board().rows())
                .extracting(row -> row.name() + " " + row.status())
                .containsExactly(
                        "c-crash CrashLoopBackOff",
                        "d-homeless Unschedulable",
                        "f-quota cannot make pods",
                        "b-starting ContainerCreating",
                        "a-fine ok",
                        "e-empty scaled to 0");
    }

    /// Between two crashes a container looks well for some seconds.
    @Test
    void aPodThatWasRestartedAMomentAgoIsNotWellYet() {
        deployments(deployment("web", 1, 1));
        list(state::pods, pod("web-1", "deployment/web", "Running", restarted("app", 3, NOW.minusSeconds(20))));

        assertThat(board().rows().getFirst().status()).isEqualTo("restarted");
        assertThat(state.board(BoardApp.UNKNOWN, NOW.plus(Duration.ofMinutes(5)))
                        .rows()
                        .getFirst()
                        .status())
                .isEqualTo("ok");
    }

    @Test
    void podsOfNoWorkloadHaveARowOfTheirOwnWhileTheyMatter() {
        list(
                state::pods,
                pod("alone", "", "not ready"),
                pod("migrate-1", "job/migrate", "Error"),
                pod("migrate-2", "job/migrate", "Completed"),
                pod("report-1", "job/report", "Error"),
                pod("old", "", "Completed"),
                pod("leaving", "replicaset/old", "Terminating"));

        assertThat(board().rows())
                .extracting(row ->
                        "%s/%s %d/%d %s".formatted(row.kind(), row.name(), row.ready(), row.desired(), row.status()))
                .containsExactly("job/report 0/1 Error", "pod/alone 0/1 not ready");
    }

    @Test
    void anEvictedPodThatWasReplacedIsNoTrouble() {
        deployments(deployment("web", 1, 1));
        list(
                state::pods,
                pod("web-1", "deployment/web", "Evicted"),
                pod("web-2", "deployment/web", "Running"),
                pod("web-3", "deployment/web", "Terminating", crashed("app", 9, NOW, NOW)));

        assertThat(board().rows().getFirst().status()).isEqualTo("ok");
        assertThat(board().rows().getFirst().restarts()).isZero();
    }

    @Test
    void whatIsGoneLeavesTheBoardAtOnceAndAfterANewList() {
        list(state::pods, pod("one", "", "Running"), pod("two", "", "Running"), pod("three", "", "Running"));

        state.pods(new WatchEvent.Gone<>(pod("one", "", "Running")));
        assertThat(board().rows()).extracting(BoardRow::name).containsExactly("three", "two");

        state.pods(new WatchEvent.Listing<>());
        state.pods(new WatchEvent.Seen<>(pod("two", "", "Running")));
        assertThat(board().rows()).extracting(BoardRow::name).containsExactly("three", "two");
        state.pods(new WatchEvent.Listed<>());
        assertThat(board().rows()).extracting(BoardRow::name).containsExactly("two");
        state.pods(new WatchEvent.Seen<>(pod("four", "", "Running")));
        assertThat(board().rows()).extracting(BoardRow::name).containsExactly("four", "two");
    }

    @Test
    void whatCannotBeSeenIsSaidInALineForAll() {
        state.pods(new WatchEvent.Lost<>("Cannot reach it."));
        state.services(new WatchEvent.Lost<>("Cannot reach it."));
        state.warnings(new WatchEvent.Denied<>("Not allowed to list events."));
        state.remark("metrics", "No metrics.");

        assertThat(board().notes())
                .containsExactly(
                        "Reconnecting (pods, services): Cannot reach it.",
                        "Cannot see events: Not allowed to list events.",
                        "No metrics.");
        list(state::pods);
        list(state::services);
        list(state::warnings);
        state.remark("metrics", "");
        assertThat(board().notes()).isEmpty();
    }

    @Test
    void whenAllIsLostTheKindsAreNotNamed() {
        state.pods(new WatchEvent.Lost<>("Cannot reach it."));
        state.services(new WatchEvent.Lost<>("Cannot reach it."));
        state.endpoints(new WatchEvent.Lost<>("Cannot reach it."));
        state.warnings(new WatchEvent.Lost<>("Cannot reach it."));
        LiveBoard.KINDS.forEach(kind -> state.workloads(kind, new WatchEvent.Lost<>("Cannot reach it.")));

        assertThat(board().notes()).containsExactly("Reconnecting: Cannot reach it.");
    }

    @Test
    void warningsAreTheNewestOfTheirKindWithoutSecrets() {
        list(
                state::warnings,
                warning("web-1", "BackOff", "restarting", NOW.minusSeconds(60)),
                warning("web-1", "BackOff", "restarting again", NOW.minusSeconds(5)),
                warning("web-1", "Failed", "login with password=hunter2hunter2 failed\u001b[2J", NOW.minusSeconds(1)),
                warning("web-2", "BackOff", "long ago", NOW.minus(Duration.ofHours(2))));

        List<BoardWarning> warnings = board().warnings();
        assertThat(warnings)
                .extracting(warning -> warning.object() + " " + warning.reason())
                .containsExactly("pod/web-1 Failed", "pod/web-1 BackOff");
        assertThat(warnings.getFirst().message()).doesNotContain("hunter2", "\u001b");
        assertThat(warnings.getLast().message()).isEqualTo("restarting again");
    }

    @Test
    void onlyTheNewestHundredWarningsAreKept() {
        IntStream.range(0, 500)
                .forEach(i -> state.warnings(new WatchEvent.Seen<>(
                        warning("web-" + i, "BackOff", "restarting", NOW.minusSeconds((i * 37) % 500)))));

        assertThat(board().warnings())
                .hasSize(100)
                .allMatch(warning -> warning.last().isAfter(NOW.minusSeconds(100)));
    }

    @Test
    void errorsAreCountedForTheOwnerAndForAll() {
        deployments(deployment("web", 1, 1), deployment("api", 1, 1));
        state.error("deployment/web", NOW.minusSeconds(30));
        state.error("deployment/web", NOW.minusSeconds(20));
        state.error("deployment/api", NOW.minusSeconds(10));

        assertThat(board().errors().lastMinute()).isEqualTo(3);
        assertThat(board().rows())
                .extracting(row -> row.name() + " " + row.errors().lastMinute())
                .containsExactly("api 1", "web 2");
    }

    @Test
    void everyPieceOfNewsIsAnotherVersion() {
        long before = state.version();
        state.followed(0);
        state.remark("metrics", "");
        assertThat(state.version()).isEqualTo(before);

        state.followed(3);
        state.remark("metrics", "No metrics.");
        state.pods(new WatchEvent.Listing<>());
        assertThat(state.version()).isEqualTo(before + 3);
    }

    private void deployments(WorkloadView... workloads) {
        list(event -> state.workloads(KnownKinds.DEPLOYMENTS, event), workloads);
    }

    private Board board() {
        return state.board(BoardApp.UNKNOWN, NOW);
    }

    private static Usage usage(String pod, long millicores, long mebibytes) {
        return new Usage("todo", pod, millicores, mebibytes << 20, List.of(), Instant.EPOCH, Duration.ZERO);
    }
}
