package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsTest {
    private static final String PATH = "/api/v1/namespaces/todo/pods/crash/log";
    private static final LogQuery PREVIOUS = new LogQuery("todo", "crash", "app", true, Duration.ZERO, 20);

    private final FakeApiServer server = new FakeApiServer();
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    /// The kubelet answers so, with status 200, when the container of an earlier run has been removed.
    @Test
    void aLogThatTheNodeThrewAwayIsNoLog() {
        server.with(PATH, 200, "unable to retrieve container logs for containerd://4e455c6fa4a8d07a20e33ec2");

        try (Cluster cluster = server.cluster()) {
            assertThat(cluster.logs().read(PREVIOUS, lines::add)).isInstanceOf(Logs.Outcome.Unavailable.class);
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void anAppThatWritesTheSameWordsIsHeard() {
        server.with(PATH, 200, "unable to retrieve container logs for x\nsecond\n");

        try (Cluster cluster = server.cluster()) {
            assertThat(cluster.logs().read(PREVIOUS, lines::add)).isEqualTo(new Logs.Outcome.Read(2, true));
        }
        assertThat(lines).containsExactly("unable to retrieve container logs for x", "second");
    }

    @Test
    void asManyLinesAsAskedForAreNotSurelyAll() {
        server.with(PATH, 200, "line\n".repeat(20));

        try (Cluster cluster = server.cluster()) {
            assertThat(cluster.logs().read(PREVIOUS, lines::add)).isEqualTo(new Logs.Outcome.Read(20, false));
        }
    }

    /// The kubelet was asked for 20 lines and counted the pieces of two long ones.
    @Test
    void fewerLinesThanAskedForAreNotSurelyAllWhenTheyAreLong() {
        server.with(PATH, 200, ("x".repeat(160_000) + "\n").repeat(2));

        try (Cluster cluster = server.cluster()) {
            assertThat(cluster.logs().read(PREVIOUS, lines::add)).isEqualTo(new Logs.Outcome.Read(2, false));
        }
    }
}
