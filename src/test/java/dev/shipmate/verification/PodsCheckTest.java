package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PodsCheckTest {
    private static final String PODS = "/api/v1/namespaces/todo/pods";
    private static final List<Check> CHECK =
            List.of(new PodsCheck("pods", "verify[0]", "", Duration.ofMillis(100), Duration.ofMillis(400)));

    private final FakeApiServer api = new FakeApiServer();
    private final CheckRun run = new CheckRun(CheckRun.app(URI.create("http://127.0.0.1:1"), api.cluster()));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void readyPodsThatStayAsTheyArePass() {
        api.with(PODS, 200, list(pod("web-1", true, 2), pod("db-0", true, 0)));
        assertThat(run.outcome(CHECK)).isEqualTo(Outcome.passed("2 pods, 2 restarts, unchanged for 0 seconds"));
        assertThat(api.requests())
                .allSatisfy(request -> assertThat(request).contains("app.kubernetes.io%2Finstance%3Dtodo"));
    }

    @Test
    void podThatIsNotReadyFailsWithItsState() {
        api.with(PODS, 200, list(pod("web-1", false, 3), pod("db-0", true, 0)));
        Outcome.Failed failed = run.failure(CHECK);
        assertThat(failed.where()).isEqualTo("pods with app.kubernetes.io/instance=todo in namespace todo");
        assertThat(failed.seen()).isEqualTo("pod/web-1 is CrashLoopBackOff, 0 of 1 containers ready, 3 restarts");
    }

    @Test
    void podsThatKeepRestartingFailThoughTheyAreReady() {
        var restarts = new AtomicInteger();
        api.with(
                PODS,
                exchange -> FakeApiServer.send(exchange, 200, list(pod("web-1", true, restarts.incrementAndGet()))));
        assertThat(run.failure(CHECK).seen()).startsWith("they came or restarted again and again: web-1=");
    }

    @Test
    void noPodsFail() {
        api.with(PODS, 200, list());
        assertThat(run.failure(CHECK).seen()).isEqualTo("there are none");
    }

    @Test
    void podsThatBecomeReadyAreWaitedFor() {
        var looks = new AtomicInteger();
        api.with(
                PODS,
                exchange -> FakeApiServer.send(exchange, 200, list(pod("web-1", looks.incrementAndGet() > 3, 0))));
        assertThat(run.outcome(CHECK)).isInstanceOf(Outcome.Passed.class);
        assertThat(run.events).anyMatch(VerificationEvent.Progress.class::isInstance);
    }

    @Test
    void clusterThatDoesNotAnswerFailsWithTheReason() {
        api.close();
        assertThat(run.failure(CHECK).seen()).contains("connection refused");
    }

    static String list(String... items) {
        return "{\"kind\": \"List\", \"metadata\": {}, \"items\": [%s]}".formatted(String.join(",", items));
    }

    static String pod(String name, boolean ready, int restarts) {
        String state = ready ? "{\"running\": {}}" : "{\"waiting\": {\"reason\": \"CrashLoopBackOff\"}}";
        return """
                {"metadata": {"name": "%s", "namespace": "todo", "uid": "uid-%s"},
                 "spec": {"containers": [{"name": "app", "image": "app:1"}]},
                 "status": {"phase": "Running", "containerStatuses": [
                   {"name": "app", "image": "app:1", "ready": %s, "restartCount": %d, "state": %s}]}}""".formatted(name, name, ready, restarts, state);
    }
}
