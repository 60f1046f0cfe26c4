package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Usage and health of a cluster of three pods, of a great many, and of one of which little may be seen.
class UsageToolsTest {
    private static final String METRICS = "/apis/metrics.k8s.io/v1beta1";
    private static final String PODS = "/api/v1/namespaces/todo/pods";

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void usageStandsBesideRequestsAndLimitsAndIsSummedUpByWorkload() {
        pods(3);

        Completed top = (Completed) tools.run("top");

        assertThat(tools.text("top"))
                .startsWith(
                        "3 measured pods in namespace todo: 150m CPU (50% of what they request) and 192Mi memory (50%"
                                + " of what they request) together.");
        assertThat(ToolRun.table(top).rows().getFirst())
                .containsExactly("p-0", "50m", "100m (50%)", "200m (25%)", "64Mi", "128Mi (50%)", "256Mi (25%)");
        assertThat(top.blocks().getLast())
                .isEqualTo(new Block.Table(
                        List.of("WORKLOAD", "PODS", "CPU", "CPU REQUEST", "MEMORY", "MEMORY REQUEST"),
                        List.of(
                                List.of("deployment/w0", "2", "100m", "200m (50%)", "128Mi", "256Mi (50%)"),
                                List.of("deployment/w1", "1", "50m", "100m (50%)", "64Mi", "128Mi (50%)")),
                        0));
    }

    @Test
    void ofManyPodsTheGreediestAreShownAndAllAreCounted() {
        pods(4_000);

        assertThat(tools.text("top")).startsWith("4000 measured pods in namespace todo: 200000m CPU");
        assertThat(ToolRun.table(tools.run("top")).rows()).hasSize(50);
        assertThat(ToolRun.table(tools.run("top")).omitted()).isEqualTo(3_950);
    }

    @Test
    void aMetricsServerThatDoesNotAnswerIsNotAMissingOne() {
        pods(1);
        server.with(
                METRICS + "/namespaces/todo/pods", 503, "{\"kind\":\"Status\",\"message\":\"service unavailable\"}");
        server.with(METRICS, 503, "{\"kind\":\"Status\",\"message\":\"service unavailable\"}");

        assertThat(tools.run("top"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause())
                                .startsWith("The metrics server of this cluster is registered, but does not answer"));
    }

    @Test
    void aNodesUseAndRequestsAreSharesOfWhatItOffers() {
        server.with(METRICS, 200, "{}");
        server.with(METRICS + "/nodes", 200, """
                {"kind":"NodeMetricsList","metadata":{},"items":[{"metadata":{"name":"n1"},
                 "usage":{"cpu":"500m","memory":"512Mi"}}]}""");
        server.with("/api/v1/nodes", 200, """
                {"kind":"NodeList","metadata":{},"items":[{"metadata":{"name":"n1"},
                 "status":{"allocatable":{"cpu":"2","memory":"2Gi"}}}]}""");
        server.with("/api/v1/pods", 200, "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[" + pod(0) + "]}");

        assertThat(ToolRun.table(tools.run("top", "kind=nodes")).rows().getFirst())
                .containsExactly("n1", "500m", "25%", "5%", "512Mi", "25%", "6%");
    }

    @Test
    void whatMayNotBeSeenIsSaidAndTheRestIsShown() {
        pods(3);
        server.with("/api/v1/namespaces/todo", 200, "{\"metadata\":{\"name\":\"todo\"}}");
        server.with("/version", 200, "{\"gitVersion\":\"v1.34.0\"}");
        server.with("/api/v1/nodes", 403, "{\"kind\":\"Status\",\"message\":\"nodes is forbidden\"}");

        assertThat(tools.text("cluster_health", "namespace=todo"))
                .contains("The nodes could not be seen: you may not list them there.")
                .contains("3 pods in namespace todo, all healthy: 3 Running.");
    }

    private void pods(int count) {
        server.with(METRICS, 200, "{}");
        server.with(PODS, 200, "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[%s]}".formatted(joined(count, true)));
        server.with(
                METRICS + "/namespaces/todo/pods",
                200,
                "{\"kind\":\"PodMetricsList\",\"metadata\":{},\"items\":[%s]}".formatted(joined(count, false)));
    }

    private static String joined(int count, boolean pods) {
        return IntStream.range(0, count).mapToObj(i -> pods ? pod(i) : usage(i)).collect(Collectors.joining(","));
    }

    private static String pod(int i) {
        return """
                {"metadata":{"namespace":"todo","name":"p-%d","labels":{"pod-template-hash":"abc"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"w%d-abc","controller":true}]},
                 "spec":{"nodeName":"n1","containers":[{"name":"web","resources":{
                  "requests":{"cpu":"100m","memory":"128Mi"},"limits":{"cpu":"200m","memory":"256Mi"}}}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"web","ready":true,"state":{"running":{}}}]}}""".formatted(i, i % 2);
    }

    private static String usage(int i) {
        return """
                {"metadata":{"namespace":"todo","name":"p-%d"},
                 "containers":[{"name":"web","usage":{"cpu":"50m","memory":"64Mi"}}]}""".formatted(i);
    }
}
