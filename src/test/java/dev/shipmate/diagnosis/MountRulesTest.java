package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MountRulesTest {
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aVolumeThatCannotBeMountedIsTold() {
        mounting("MountVolume.SetUp failed for volume \"data\": mount failed: exit status 32");

        assertThat(town.examine()).extracting(Finding::id).contains("volume-mount-failed");
    }

    @Test
    void aNodeThatMayNotReadTheClaimOfANewPodYetAsksAgain() {
        mounting(
                "Unable to attach or mount volumes: error processing PVC todo/data-cache-0: failed to fetch PVC from API"
                        + " server: persistentvolumeclaims \"data-cache-0\" is forbidden: User \"system:node:node1\" cannot get"
                        + " resource: no relationship found between node 'node1' and this object");

        assertThat(town.examine()).extracting(Finding::id).doesNotContain("volume-mount-failed");
    }

    private void mounting(String message) {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"cache-0"},"spec":{"nodeName":"node1",
                  "containers":[{"name":"cache","image":"cache:1"}]},"status":{"phase":"Pending",
                  "containerStatuses":[{"name":"cache","state":{"waiting":{"reason":"ContainerCreating"}}}]}}""");
        town.warning("Pod", "cache-0", "FailedMount", message);
    }
}
