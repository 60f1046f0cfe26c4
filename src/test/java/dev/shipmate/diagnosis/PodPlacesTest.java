package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pods without a node, and pods that their node cannot start or has thrown out.
class PodPlacesTest {
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insufficient-resources | 0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available.
            insufficient-resources | 0/1 nodes are available: 1 Insufficient nvidia.com/gpu.
            untolerated-taint      | 0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: batch}.
            node-selector-mismatch | 0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.
            host-port-clash        | 0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.
            pvc-unbound            | 0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.
            """)
    void whyThereIsNoPlaceIsToldByTheScheduler(String id, String message) {
        pending("Unschedulable", message);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.lines()).anyMatch(line -> line.contains(message));
    }

    @Test
    void aGateIsNotForgotten() {
        pending("SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");

        assertThat(town.only().id()).isEqualTo("scheduling-gated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sandbox-failed | FailedCreatePodSandBox | no runtime for "gvisor" is configured                 | no container runtime named gvisor
            sandbox-failed | FailedCreatePodSandBox | failed to setup network for sandbox: no IP addresses available in range | no pod address is left
            sandbox-failed | FailedCreatePodSandBox | plugin type="calico" failed: cni plugin not initialized | the network plugin on node n1 fails
            multi-attach   | FailedAttachVolume     | Multi-Attach error for volume "data" Volume is already used by pod(s) web-old | pod/web-old
            """)
    void whatTheNodeComplainsOfIsFound(String id, String reason, String message, String cause) {
        town.pod(
                        "web",
                        "",
                        "\"ready\":false,\"restartCount\":0,\"state\":{\"waiting\":{\"reason\":\"ContainerCreating\"}}")
                .warning("Pod", "web-abc12-x", reason, message);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.cause()).contains(cause);
    }

    @Test
    void aPodThatWasThrownOutIsFound() {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"cache","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"nodeName":"n1","containers":[{"name":"cache","image":"cache:1"}]},
                 "status":{"phase":"Failed","reason":"Evicted","message":"The node was low on resource: memory."}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("evicted");
        assertThat(finding.lines()).anyMatch(line -> line.contains("low on resource: memory"));
    }

    @ParameterizedTest
    @CsvSource({"b, 1, true", "a, 1, false", "b, 2, false"})
    void podsOfOneWorkloadWithDifferentBuildsAreFound(String digest, int updated, boolean found) {
        town.deployment(
                "web",
                "\"replicas\":2,\"readyReplicas\":2,\"updatedReplicas\":%d,\"availableReplicas\":2"
                        .formatted(updated == 1 ? 2 : 1),
                ",\"replicas\":2");
        sound("web-abc12-x", "a");
        sound("web-abc12-y", digest);

        assertThat(town.examine().stream().map(Finding::id).filter("image-stale"::equals))
                .hasSize(found ? 1 : 0);
    }

    private void sound(String name, String digest) {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"%s","creationTimestamp":"2026-11-01T11:00:00Z",
                  "labels":{"app":"web","pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc12","controller":true}]},
                 "spec":{"nodeName":"n1","containers":[{"name":"web","image":"web:latest"}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"web","image":"web:latest","ready":true,"started":true,
                  "imageID":"web@sha256:%s","restartCount":0,"state":{"running":{"startedAt":"2026-11-01T11:00:05Z"}}}]}}""".formatted(name, digest));
    }

    private void pending(String reason, String message) {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"web-abc12-x","creationTimestamp":"2026-11-01T12:00:00Z",
                  "labels":{"app":"web","pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc12","controller":true}]},
                 "spec":{"containers":[{"name":"web","image":"web:1","resources":{"requests":{"cpu":"8"}}}]},
                 "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"%s","message":"%s"}]}}""".formatted(reason, message));
    }
}
