package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RestartCheckTest {
    private static final String SET = "/apis/apps/v1/namespaces/todo/statefulsets/db";
    private static final String PODS = "/api/v1/namespaces/todo/pods";
    private static final String CHECK = "- {name: restart, restart: {workload: statefulset/db, limitSeconds: 3}}";

    private final AtomicBoolean deleted = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final FakeApiServer api = new FakeApiServer()
            .with(SET, exchange -> FakeApiServer.send(exchange, 200, set(1)))
            .with(PODS, exchange -> FakeApiServer.send(exchange, 200, PodsCheckTest.list(pod())))
            .with(PODS + "/db-0", exchange -> {
                if (exchange.getRequestMethod().equals("DELETE")) {
                    deleted.set(true);
                }
                FakeApiServer.send(exchange, 200, pod());
            });
    private final DeployedApp app = CheckRun.app(URI.create("http://127.0.0.1:1"), api.cluster());

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void podsAreDeletedAndTheNewOnesWaitedFor() {
        var run = new CheckRun(app);
        assertThat(run.outcome(CHECK)).isEqualTo(Outcome.passed("1 pod of statefulset/db was replaced"));
        assertThat(api.requests()).contains("DELETE " + PODS + "/db-0");
        assertThat(run.events)
                .filteredOn(VerificationEvent.Progress.class::isInstance)
                .extracting(event -> ((VerificationEvent.Progress) event).text())
                .startsWith("deletes pod/db-0", "pod/db-0: it is shutting down");
    }

    @Test
    void workloadThatDoesNotComeBackFails() {
        api.with(SET, 200, set(0));
        Outcome.Failed failed = new CheckRun(app).failure(CHECK);
        assertThat(failed.where()).isEqualTo("statefulset/db in namespace todo");
        assertThat(failed.expected()).isEqualTo("ready again after its pods were deleted");
        assertThat(failed.seen()).contains("after 3 seconds");
    }

    @Test
    void workloadThatIsNotThereFails() {
        assertThat(new CheckRun(app)
                        .failure("- {name: restart, restart: {workload: deployment/web}}")
                        .seen())
                .isEqualTo("it is not there");
    }

    @Test
    void restartThatIsLeftOutIsNotChecked() {
        var gentle = new DeployedApp(app.url(), app.cluster(), "todo", app.services(), List::of, false);
        assertThat(new CheckRun(gentle).outcome(CHECK))
                .isEqualTo(new Outcome.NotChecked("it was left out, because it deletes the pods of statefulset/db and"
                        + " waits for the new ones"));
        assertThat(api.requests()).isEmpty();
    }

    /// The old pod takes some looks to end, then a new one of the same name is there.
    private String pod() {
        boolean replaced = deleted.get() && looks.incrementAndGet() > 4;
        String pod = PodsCheckTest.pod("db-0", true, 0);
        return replaced ? pod.replace("uid-db-0", "uid-new") : pod;
    }

    private static String set(int available) {
        return """
                {"kind": "StatefulSet",
                 "metadata": {"name": "db", "namespace": "todo", "uid": "s", "generation": 1},
                 "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "db"}}},
                 "status": {"observedGeneration": 1, "replicas": 1, "readyReplicas": %d, "updatedReplicas": 1,
                   "currentReplicas": 1, "availableReplicas": %d, "updateRevision": "db-1"}}""".formatted(available, available);
    }
}
