package dev.shipmate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkloadRestartsTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/todo/deployments";

    private final List<String> patches = new ArrayList<>();
    private final FakeApiServer server = new FakeApiServer()
            .with(
                    DEPLOYMENTS,
                    200,
                    "{\"items\": [%s, %s]}".formatted(deployment("web", "shop/web:1"), deployment("api", "shop/api:1")))
            .with(DEPLOYMENTS + "/web", exchange -> {
                patches.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                FakeApiServer.send(exchange, 200, "{}");
            });
    private final Cluster cluster = server.cluster();

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void onlyWhatUsesTheImageIsRestarted() {
        assertThat(restarts(Set.of("docker.io/shop/web:1")))
                .containsExactly("deployment/web was restarted, because its image was built anew under the same name");
        assertThat(patches)
                .singleElement()
                .asString()
                .contains("\"kubectl.kubernetes.io/restartedAt\":\"2026-03-01T10:00:00Z\"");
    }

    @Test
    void withoutSuchAnImageNothingIsAsked() {
        assertThat(restarts(Set.of())).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    private List<String> restarts(Set<String> references) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
        return new WorkloadRestarts(cluster, "todo", "todo", clock).ofThoseThatUse(references);
    }

    private static String deployment(String name, String image) {
        return """
                {"metadata": {"name": "%s", "namespace": "todo"},
                 "spec": {"template": {"spec": {"containers": [{"name": "c", "image": "%s"}]}}}}""".formatted(name, image);
    }
}
