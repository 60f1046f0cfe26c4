package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The rule of `kubectl rollout status`, and of the failure catalogue.
class RolloutStateTest {
    @Test
    void aChangeThatWasNotPickedUpIsWaitedFor() {
        assertThat(deployment(
                        "\"generation\":3",
                        2,
                        "\"observedGeneration\":2,\"replicas\":2,\"updatedReplicas\":2,\"availableReplicas\":2"))
                .isInstanceOf(RolloutState.Waiting.class);
    }

    @Test
    void oldReadyPodsDoNotMakeANewRolloutComplete() {
        assertThat(deployment(
                        "\"generation\":1",
                        2,
                        "\"observedGeneration\":1,\"replicas\":3,\"updatedReplicas\":1,\"availableReplicas\":2"))
                .isEqualTo(new RolloutState.Waiting("1 of 2 new pods were made"));
    }

    @Test
    void oldPodsThatLingerAreWaitedFor() {
        assertThat(deployment(
                        "\"generation\":1",
                        2,
                        "\"observedGeneration\":1,\"replicas\":3,\"updatedReplicas\":2,\"availableReplicas\":3"))
                .isEqualTo(new RolloutState.Waiting("1 old pods are still there"));
    }

    @Test
    void newPodsMustBeAvailable() {
        assertThat(deployment(
                        "\"generation\":1",
                        2,
                        "\"observedGeneration\":1,\"replicas\":2,\"updatedReplicas\":2,\"availableReplicas\":1"))
                .isEqualTo(new RolloutState.Waiting("1 of 2 new pods are available"));
    }

    @Test
    void aPassedDeadlineIsAnEnd() {
        assertThat(deployment("\"generation\":1", 1, """
                "observedGeneration":1,"conditions":[{"type":"Progressing","status":"False",
                 "reason":"ProgressDeadlineExceeded","message":"timed out"}]"""))
                .isEqualTo(new RolloutState.Stuck("its progress deadline has passed: timed out"));
    }

    @Test
    void everythingNewAndAvailableIsDone() {
        assertThat(deployment(
                        "\"generation\":1",
                        2,
                        "\"observedGeneration\":1,\"replicas\":2,\"updatedReplicas\":2,\"availableReplicas\":2"))
                .isEqualTo(new RolloutState.Done());
    }

    private static RolloutState deployment(String metadata, int replicas, String status) {
        return WorkloadReader.read(
                        KnownKinds.DEPLOYMENTS, Connection.MAPPER.readTree("""
                {"metadata":{"name":"web",%s},"spec":{"replicas":%d},"status":{%s}}""".formatted(metadata, replicas, status)))
                .rollout();
    }
}
