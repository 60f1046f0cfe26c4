package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.tool.ToolResult.NotFound;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is told of one object of the sandbox's shop.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribeToolTest {
    private final Sandbox sandbox = Sandbox.start();
    private final Cluster cluster =
            Cluster.open(ClusterOptions.ofServer(Sandbox.CONTEXT, sandbox.server(), Sandbox.NAMESPACE));
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @AfterAll
    void stop() {
        cluster.close();
        sandbox.close();
    }

    @Test
    void aSecretIsDescribedByKeysAndSizes() {
        assertThat(tools.text("describe", "name=secret/todo-app-secrets"))
                .contains("DATABASE_PASSWORD 26 bytes")
                .doesNotContain("data:");
    }

    @Test
    void aServiceIsDescribedWithThePodsBehindIt() {
        assertThat(tools.text("describe", "name=service/backend")).contains("1 pod has these labels: 0 ready");
    }

    @Test
    void aPodIsDescribedWithWhatItWaitsFor() {
        String pod = ToolRun.table(tools.run("list_pods", "name=mailer"))
                .rows()
                .getFirst()
                .getFirst();
        assertThat(tools.text("describe", "name=" + pod)).contains("Container mailer waits: ImagePullBackOff");
    }

    @Test
    void aWorkloadIsDescribedWithWhatItsContainersMayUse() {
        assertThat(tools.text("describe", "name=backend"))
                .contains("container backend\nimage: todo-backend:1.9.0\nports: 8000/TCP (http)")
                .contains("requests: cpu 100m, memory 128Mi\nlimits: memory 256Mi")
                .contains("readiness probe: GET /health on port 8000, delay 0 s, every 5 s")
                .contains("env REDIS_URL from configmap todo-app-config, key REDIS_URL")
                .contains("env DATABASE_PASSWORD from secret todo-app-secrets, key DATABASE_PASSWORD")
                .contains("The service account is default.");
    }

    @Test
    void aPodIsDescribedWithWhatItsContainersMayUse() {
        String pod = ToolRun.table(tools.run("list_pods", "name=backend"))
                .rows()
                .getFirst()
                .getFirst();
        assertThat(tools.text("describe", "name=" + pod)).contains("limits: memory 256Mi");
    }

    @Test
    void aMissingObjectIsNamedWithoutItsKindTwice() {
        assertThat(tools.run("describe", "name=pod/leaky"))
                .isInstanceOfSatisfying(
                        NotFound.class, missing -> assertThat(missing.name()).isEqualTo("leaky"));
    }
}
