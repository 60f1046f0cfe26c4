package dev.shipmate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client made for real clusters works with the sandbox, unchanged.
class SandboxSpeaksToFabric8Test {
    private Sandbox sandbox;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(sandbox.server())
                .withNamespace(Sandbox.NAMESPACE)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void podsAreListedAcrossPages() {
        List<Pod> pods = client.pods()
                .list(new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                        .withLimit(3L)
                        .build())
                .getItems();
        assertThat(pods).hasSize(3);
        assertThat(client.pods().list().getItems()).hasSizeGreaterThan(6);
    }

    @Test
    void theBackendIsInACrashLoopAndItsLogNamesTheMissingDatabase() {
        Pod pod = pod("backend");
        var status = pod.getStatus().getContainerStatuses().getFirst();
        assertThat(status.getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
        assertThat(status.getRestartCount()).isEqualTo(7);
        assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(1);
        String log = client.pods()
                .withName(pod.getMetadata().getName())
                .terminated()
                .tailingLines(5)
                .getLog();
        assertThat(log).contains("could not translate host name \"postgres\" to address");
    }

    @Test
    void eventsAreFoundByTheObjectTheyAreAbout() {
        List<Event> events = client.v1()
                .events()
                .withField("involvedObject.name", pod("mailer").getMetadata().getName())
                .withField("type", "Warning")
                .list()
                .getItems();
        assertThat(events).extracting(Event::getReason).contains("Failed");
    }

    @Test
    void scalingStartsPods() {
        client.apps().deployments().withName("frontend").scale(3);
        Deployment scaled = client.apps()
                .deployments()
                .withName("frontend")
                .waitUntilCondition(
                        frontend ->
                                Integer.valueOf(3).equals(frontend.getStatus().getReadyReplicas()),
                        20,
                        TimeUnit.SECONDS);
        assertThat(scaled.getSpec().getReplicas()).isEqualTo(3);
        assertThat(client.pods()
                        .withLabel("app.kubernetes.io/name", "frontend")
                        .list()
                        .getItems())
                .hasSize(3);
    }

    @Test
    void aPatchRollsANewReplicaSetOut() {
        client.apps().deployments().withName("frontend").patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"spec": {"template": {"spec": {"containers":
                          [{"name": "frontend", "image": "todo-frontend:2.4.0"}]}}}}""");
        Deployment rolled = client.apps()
                .deployments()
                .withName("frontend")
                .waitUntilCondition(
                        frontend ->
                                Integer.valueOf(2).equals(frontend.getStatus().getUpdatedReplicas())
                                        && Integer.valueOf(2)
                                                .equals(frontend.getStatus().getReplicas())
                                        && Integer.valueOf(2)
                                                .equals(frontend.getStatus().getAvailableReplicas()),
                        30,
                        TimeUnit.SECONDS);
        assertThat(rolled.getMetadata().getAnnotations()).containsEntry("deployment.kubernetes.io/revision", "2");
        assertThat(rolled.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .isNotEmpty();
    }

    @Test
    void aWatchSeesAPodComeBackAfterItIsDeleted() throws InterruptedException {
        var came = new CountDownLatch(1);
        String gone = pod("mcp-server").getMetadata().getName();
        var watcher = new Watcher<Pod>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                boolean another = !pod.getMetadata().getName().equals(gone);
                if (action == Action.ADDED && another) {
                    came.countDown();
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
        try (var _ =
                client.pods().withLabel("app.kubernetes.io/name", "mcp-server").watch(watcher)) {
            client.pods().withName(gone).delete();
            assertThat(came.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Pod pod(String app) {
        return client.pods()
                .withLabel("app.kubernetes.io/name", app)
                .list()
                .getItems()
                .getFirst();
    }
}
