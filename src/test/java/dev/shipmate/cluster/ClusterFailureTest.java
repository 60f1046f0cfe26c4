package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shipmate.fake.FakeApiServer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFailureTest {
    private static final String PODS = "/api/v1/namespaces/todo/pods";

    private final FakeApiServer server = new FakeApiServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "409, CONFLICT",
        "400, INVALID",
        "422, INVALID",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR"
    })
    void everyStatusHasItsClassOfFailure(int status, ClusterException.Code code) {
        server.with(PODS, status, "{\"kind\":\"Status\",\"message\":\"the server says so\"}");

        assertThat(failure(server.cluster()).code()).isEqualTo(code);
    }

    @Test
    void forbiddenNamesWhatIsNotAllowed() {
        server.with(PODS, 403, """
                {"kind":"Status","message":"pods is forbidden: User \\"jane\\" cannot list resource \\"pods\\" in API \
                group \\"\\" in the namespace \\"todo\\""}""");

        assertThat(failure(server.cluster()))
                .hasMessageContaining("Not allowed to list pods in namespace todo on cluster 'fake'")
                .hasMessageContaining("User \"jane\" cannot list resource \"pods\"");
    }

    @Test
    void unauthorizedSaysToLogInAgain() {
        server.with(PODS, 401, "");

        assertThat(failure(server.cluster()))
                .hasMessageContaining("Log in again")
                .hasMessageContaining("--context");
    }

    @Test
    void aRefusedConnectionNamesTheServerAndTheNextStep() {
        Cluster cluster = server.cluster();
        String url = server.url();
        server.close();

        ClusterException failure = failure(cluster);

        assertThat(failure.code()).isEqualTo(ClusterException.Code.UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("Cannot reach cluster 'fake' at " + url)
                .hasMessageContaining("connection refused")
                .hasMessageContaining("--sandbox");
    }

    @Test
    void anUnknownHostIsNamedAsSuch() {
        Cluster cluster = Cluster.open(ClusterOptions.ofServer("far", "http://no-such-host.invalid:6443", ""));

        assertThat(failure(cluster)).hasMessageContaining("the host name is unknown");
    }

    @Test
    void whatIsNotKubernetesIsNotTakenForAnEmptyList() {
        server.with(PODS, 200, "<html>Log in to the hotel network</html>");

        assertThat(failure(server.cluster())).hasMessageContaining("is not what Kubernetes sends");
    }

    @Test
    void aNameCannotBecomeAnotherRequest() {
        try (Cluster cluster = server.cluster()) {
            assertThat(cluster.findPod("todo", "../../../secrets/x")).isEmpty();
        }
        assertThat(server.requests()).containsExactly("GET " + PODS + "/..%2F..%2F..%2Fsecrets%2Fx");
    }

    @Test
    void anInterruptEndsABlockedCallAtOnce() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        server.with(PODS, _ -> {
            asked.countDown();
            await(never);
        });
        var thrown = new AtomicReference<Throwable>();
        try (Cluster cluster = server.cluster()) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    cluster.forEachPod("todo", "", _ -> {});
                } catch (CancellationException e) {
                    thrown.set(e);
                }
            });
            asked.await();
            caller.interrupt();

            assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        }
        never.countDown();
        assertThat(thrown.get()).hasMessageContaining("Stopped");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ClusterException failure(Cluster cluster) {
        try (cluster) {
            return catchThrowableOfType(ClusterException.class, () -> cluster.forEachPod("todo", "", _ -> {}));
        }
    }
}
