package dev.shipmate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.fake.FakeApiServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreationRetryTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/todo/deployments";
    private static final String STATEFUL_SETS = "/apis/apps/v1/namespaces/todo/statefulsets";

    private final List<String> patches = new ArrayList<>();
    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void aDeploymentWhosePodsWereRefusedIsTriedAgainAndKeepsItsTemplate() {
        has(DEPLOYMENTS, 2, "ReplicaFailure");
        retry(KnownKinds.DEPLOYMENTS);
        assertThat(patches)
                .containsExactly(
                        "{\"metadata\":{\"annotations\":{\"shipmate.dev/retried-at\":\"2026-03-01T10:00:00Z\"}}}");
    }

    @Test
    void aDeploymentThatIsStillMakingItsPodsIsLeftAlone() {
        has(DEPLOYMENTS, 2, "Progressing");
        retry(KnownKinds.DEPLOYMENTS);
        assertThat(patches).isEmpty();
    }

    @Test
    void aStatefulSetThatIsShortOfPodsIsTriedAgain() {
        has(STATEFUL_SETS, 2, "Other");
        retry(KnownKinds.STATEFUL_SETS);
        assertThat(patches).hasSize(1);
    }

    @Test
    void aStatefulSetThatHasItsPodsIsLeftAlone() {
        has(STATEFUL_SETS, 3, "Other");
        retry(KnownKinds.STATEFUL_SETS);
        assertThat(patches).isEmpty();
    }

    @Test
    void whoMayNotChangeItWaitsOn() {
        has(DEPLOYMENTS, 2, "ReplicaFailure");
        server.with(DEPLOYMENTS + "/web", 403, "{\"message\": \"no\", \"reason\": \"Forbidden\"}");
        assertThatCode(() -> retry(KnownKinds.DEPLOYMENTS)).doesNotThrowAnyException();
    }

    private void retry(ResourceKind kind) {
        var retry = new CreationRetry(cluster, Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));
        cluster.workloads(kind, "todo", "").forEach(retry::of);
    }

    private void has(String path, int pods, String condition) {
        server.with(path, 200, """
                        {"items": [{"metadata": {"name": "web", "namespace": "todo"},
                          "spec": {"replicas": 3, "template": {"spec": {"containers": []}}},
                          "status": {"replicas": %d, "conditions": [{"type": "%s", "status": "True"}]}}]}""".formatted(pods, condition)).with(path + "/web", exchange -> {
            patches.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            FakeApiServer.send(exchange, 200, "{}");
        });
    }
}
