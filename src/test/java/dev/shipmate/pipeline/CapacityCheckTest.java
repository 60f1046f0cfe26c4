package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.helm.Manifest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapacityCheckTest {
    private final FakeApiServer server = new FakeApiServer().with("/api/v1/nodes", 200, """
            {"items": [{"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "2", "memory": "4Gi"}}},
                       {"metadata": {"name": "b"}, "spec": {"unschedulable": true},
                        "status": {"allocatable": {"cpu": "64", "memory": "256Gi"}}}]}""");
    private final Cluster cluster = server.cluster();

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void whatFitsIsFine() {
        assertThat(check(2, "500m", "1Gi"))
                .containsExactly(new Remark.Fine("the pods ask for 1 CPU and 2048Mi, the nodes have 2 CPU and 4096Mi"));
    }

    @Test
    void aPodThatFitsOnNoNodeIsWrong() {
        assertThat(check(1, "4", "1Gi"))
                .first()
                .isEqualTo(new Remark.Wrong(
                        "A pod of deployment/web asks for 4 CPU and 1024Mi, which no node has: the largest has "
                                + "2 CPU and 4096Mi.",
                        "Lower its requests in the values, or use a cluster with a larger node."));
    }

    @Test
    void podsThatDoNotFitTogetherAreWorthANote() {
        assertThat(check(5, "500m", "1Gi")).singleElement().isInstanceOf(Remark.Note.class);
    }

    @Test
    void withoutNodesNothingIsKnown() {
        server.with("/api/v1/nodes", 200, "{\"items\": []}");

        assertThat(check(1, "4", "1Gi")).isEmpty();
    }

    private List<Remark> check(int replicas, String cpu, String memory) {
        return new CapacityCheck(cluster).of(Manifest.of("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  template:
                    spec:
                      initContainers: [{name: init, resources: {requests: {cpu: 100m}}}]
                      containers: [{name: web, resources: {requests: {cpu: "%s", memory: "%s"}}}]
                """.formatted(replicas, cpu, memory)));
    }
}
