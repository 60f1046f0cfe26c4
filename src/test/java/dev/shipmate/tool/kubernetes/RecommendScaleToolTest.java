package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.Proposed;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A deployment of one pod on a node of two cores and 2 GiB.
class RecommendScaleToolTest {
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/todo/deployments/web";
    private static final String METRICS = "/apis/metrics.k8s.io/v1beta1";

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @BeforeEach
    void aDeploymentOnANode() {
        server.with(DEPLOYMENT, 200, deployment(""));
        String pods =
                "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[%s]}".formatted(pod("\"state\":{\"running\":{}}"));
        server.with("/api/v1/namespaces/todo/pods", 200, pods);
        server.with("/api/v1/pods", 200, pods);
        node("");
        usage("50m", "100Mi");
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void moreLoadEndsInAProposalWithNumbersAndTheCallThatMakesIt() {
        ToolResult result = tools.run("recommend_scale", "name=web", "more=true");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Proposed.class,
                        proposed -> assertThat(proposed.changes())
                                .containsExactly(new ToolCall(
                                        "scale",
                                        Map.of("name", "deployment/web", "replicas", 2, "namespace", "todo"))));
        assertThat(tools.text("recommend_scale", "name=web", "more=true"))
                .startsWith("Proposal for deployment/web in namespace todo: set replicas from 1 to 2.")
                .contains("replicas 1 2 room for more load than there is")
                .contains(
                        "That is 50% of the 100m CPU that a pod requests; so that each stays at 70%, this load needs 1"
                                + " pod.")
                .contains("With 2 pods, each would have 25m CPU of this load, where it has 50m today.")
                .contains("The nodes have room for 7 more pods of 100m CPU and 256Mi memory: node n1 has 1900m CPU and"
                        + " 1792Mi memory unrequested.");
    }

    @Test
    void aQuestionAboutALowLoadChangesNothing() {
        assertThat(tools.run("recommend_scale", "name=web")).isInstanceOf(Completed.class);
        assertThat(tools.text("recommend_scale", "name=web"))
                .startsWith(
                        "deployment/web in namespace todo should stay as it is: its load needs 1 pod, and it has 1.");
    }

    @Test
    void aHighLoadIsSpreadOverMorePods() {
        usage("95m", "100Mi");

        assertThat(tools.text("recommend_scale", "name=deployment/web"))
                .startsWith("Proposal for deployment/web in namespace todo: set replicas from 1 to 2.");
    }

    @Test
    void aFullNodeIsSaid() {
        node("\"cpu\":\"150m\",\"memory\":\"2Gi\",\"pods\":\"110\"");

        assertThat(tools.run("recommend_scale", "name=web", "more=true"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause())
                                .startsWith(
                                        "deployment/web cannot be scaled up: there cannot be more than 1 pod: the nodes have"
                                                + " room for 0 more pods"));
    }

    @Test
    void aNodeThatThePodsDoNotTolerateIsNoRoom() {
        server.with("/api/v1/nodes", 200, """
                {"kind":"NodeList","metadata":{},"items":[{"metadata":{"name":"n1"},
                 "spec":{"taints":[{"key":"gpu","value":"yes","effect":"NoSchedule"}]},
                 "status":{"allocatable":{"cpu":"64","memory":"64Gi","pods":"110"}}}]}""");

        assertThat(tools.run("recommend_scale", "name=web", "more=true")).isInstanceOf(Failed.class);
    }

    @Test
    void aQuotaLimitsIt() {
        server.with("/api/v1/namespaces/todo/resourcequotas", 200, """
                {"kind":"List","metadata":{},"items":[{"metadata":{"name":"small"},"status":{
                 "hard":{"limits.memory":"600Mi"},"used":{"limits.memory":"512Mi"}}}]}""");

        assertThat(tools.run("recommend_scale", "name=web", "more=true"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause())
                                .contains("quota small has room for 0 more pods (88Mi of limits.memory left)"));
    }

    @Test
    void aVolumeOfOneNodeLimitsIt() {
        server.with(DEPLOYMENT, 200, deployment("""
                ,"volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"uploads"}}]"""));
        server.with("/api/v1/namespaces/todo/persistentvolumeclaims/uploads", 200, """
                {"spec":{"accessModes":["ReadWriteOnce"]}}""");

        assertThat(tools.run("recommend_scale", "name=web", "more=true"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause()).contains("its pods share the volume claim uploads"));
    }

    @Test
    void anAutoscalersBoundIsPatchedAndNotTheReplicas() {
        server.with("/apis/autoscaling/v2/namespaces/todo/horizontalpodautoscalers", 200, """
                {"kind":"List","metadata":{},"items":[{"metadata":{"name":"web"},"spec":{"minReplicas":1,"maxReplicas":4,
                 "scaleTargetRef":{"kind":"Deployment","name":"web"}}}]}""");

        assertThat(tools.run("recommend_scale", "name=web", "more=true"))
                .isInstanceOfSatisfying(
                        Proposed.class,
                        proposed -> assertThat(proposed.changes())
                                .singleElement()
                                .satisfies(call -> {
                                    assertThat(call.tool()).isEqualTo("patch");
                                    assertThat(call.arguments())
                                            .containsEntry("kind", "horizontalpodautoscalers")
                                            .containsEntry("name", "web")
                                            .containsEntry("patch", "{\"spec\":{\"minReplicas\":2}}");
                                }));
    }

    @Test
    void aContainerThatWasKilledForItsMemoryGetsMoreInOnePatch() {
        String killed = "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[%s]}"
                .formatted(pod("\"state\":{\"running\":{}},\"lastState\":{\"terminated\":{\"reason\":\"OOMKilled\"}}"));
        server.with("/api/v1/namespaces/todo/pods", 200, killed);

        assertThat(tools.run("recommend_scale", "name=web")).isInstanceOfSatisfying(Proposed.class, proposed -> {
            ToolCall call = proposed.changes().getFirst();
            assertThat(call.tool()).isEqualTo("patch");
            assertThat(JsonMapper.shared()
                            .readTree(String.valueOf(call.arguments().get("patch"))))
                    .isEqualTo(JsonMapper.shared().readTree("""
                                    {"spec":{"template":{"spec":{"containers":[
                                     {"name":"web","resources":{"limits":{"memory":"1024Mi"}}}]}}}}"""));
        });
    }

    @Test
    void withoutAMetricsServerThatIsSaidAndOneMoreIsStillPossible() {
        server.with(METRICS + "/namespaces/todo/pods", 404, "{}");
        server.with(METRICS, 404, "{}");

        assertThat(tools.text("recommend_scale", "name=web", "more=true"))
                .startsWith("Proposal for deployment/web in namespace todo: set replicas from 1 to 2.")
                .contains("Nothing was measured: there is no metrics server in this cluster");
    }

    @Test
    void whoMayNotSeeTheNodesIsOfferedOneMoreAtMost() {
        server.with("/api/v1/nodes", 403, "{\"kind\":\"Status\",\"message\":\"nodes is forbidden\"}");
        usage("400m", "100Mi");

        assertThat(tools.text("recommend_scale", "name=web", "more=true"))
                .contains("set replicas from 1 to 2")
                .contains("What the nodes have free could not be seen");
    }

    private static String deployment(String more) {
        return """
                {"metadata":{"namespace":"todo","name":"web","uid":"u1","generation":1},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                  "spec":{"containers":[{"name":"web","image":"web:1","resources":{
                   "requests":{"cpu":"100m","memory":"256Mi"},"limits":{"memory":"512Mi"}}}]%s}}},
                 "status":{"observedGeneration":1,"replicas":1,"readyReplicas":1,"updatedReplicas":1,"availableReplicas":1}}""".formatted(more);
    }

    private static String pod(String state) {
        return """
                {"metadata":{"namespace":"todo","name":"web-abc-1","labels":{"app":"web","pod-template-hash":"abc"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc","controller":true}]},
                 "spec":{"nodeName":"n1","containers":[{"name":"web","resources":{
                  "requests":{"cpu":"100m","memory":"256Mi"}}}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"web","ready":true,%s}]}}""".formatted(state);
    }

    private void node(String allocatable) {
        server.with("/api/v1/nodes", 200, """
                {"kind":"NodeList","metadata":{},"items":[{"metadata":{"name":"n1"},"status":{"allocatable":{%s}}}]}""".formatted(
                        allocatable.isEmpty() ? "\"cpu\":\"2\",\"memory\":\"2Gi\",\"pods\":\"110\"" : allocatable));
    }

    private void usage(String cpu, String memory) {
        server.with(METRICS, 200, "{\"kind\":\"APIResourceList\"}");
        server.with(METRICS + "/namespaces/todo/pods", 200, """
                {"kind":"PodMetricsList","metadata":{},"items":[{"metadata":{"namespace":"todo","name":"web-abc-1"},
                 "timestamp":"2026-11-26T10:00:00Z","window":"15s",
                 "containers":[{"name":"web","usage":{"cpu":"%s","memory":"%s"}}]}]}""".formatted(cpu, memory));
    }
}
