package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.sandbox.Sandbox;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Services, errors and sizes in the sandbox and its half-broken shop.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxMonitoringTest {
    private final Sandbox sandbox = Sandbox.start();
    private final Cluster cluster =
            Cluster.open(ClusterOptions.ofServer(Sandbox.CONTEXT, sandbox.server(), Sandbox.NAMESPACE));
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @AfterAll
    void stop() {
        cluster.close();
        sandbox.close();
    }

    @Nested
    class CheckService {
        @Test
        void aServiceThatAnswersWorks() {
            assertThat(tools.text("check_service", "name=frontend"))
                    .startsWith(
                            "service/frontend in namespace todo works: it has 2 ready endpoints, and port 3000 answers"
                                    + " (HTTP 200).");
        }

        @Test
        void oneThatSpeaksNoHttpListens() {
            assertThat(tools.text("check_service", "name=statefulset/redis"))
                    .startsWith("service/redis in namespace todo works")
                    .contains("something listens behind port 6379");
        }

        @Test
        void oneWhosePodsCrashSaysWhy() {
            assertThat(tools.text("check_service", "name=backend"))
                    .startsWith("service/backend in namespace todo does not work: none of the ")
                    .contains("could not translate host name \"postgres\"");
        }
    }

    @Nested
    class RecommendScale {
        @Test
        void anAutoscalersBoundIsWhatIsProposed() {
            assertThat(tools.text("recommend_scale", "name=frontend", "more=true"))
                    .startsWith(
                            "Proposal for deployment/frontend in namespace todo: set minReplicas of hpa/frontend from 2"
                                    + " to 3.");
        }

        @Test
        void podsThatCrashAreNotMultiplied() {
            assertThat(tools.text("recommend_scale", "name=backend", "more=true"))
                    .contains("none of its pods is ready, and more of the same would not be either");
        }

        @Test
        void aContainerThatIsKilledForItsMemoryGetsMore() {
            assertThat(tools.text("recommend_scale", "name=worker"))
                    .startsWith("Proposal for deployment/worker in namespace todo: set memory limit of container worker"
                            + " from 64Mi to ");
        }
    }

    @Test
    void errorsOfACrashingWorkloadAreCounted() {
        assertThat(tools.text("error_rate", "name=backend", "since=1h"))
                .startsWith("deployment/backend wrote ")
                .contains("errors a minute", "Kinds of errors, the most frequent first");
    }
}
