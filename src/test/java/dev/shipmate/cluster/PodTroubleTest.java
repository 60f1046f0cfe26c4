package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PodTroubleTest {
    private static final WorkloadView WORKLOAD = WorkloadReader.read(
            KnownKinds.DEPLOYMENTS,
            json("{'metadata': {'name': 'web', 'namespace': 'todo'}, 'spec': {'replicas': 1}}"));

    @Test
    void aConfigMapThatIsNotThereIsCertainTrouble() {
        assertThat(waiting("CreateContainerConfigError", "configmap settings not found"))
                .map(PodTrouble::weight)
                .contains(PodTrouble.Weight.CERTAIN);
    }

    @Test
    void aNodeThatHasNotHeardOfTheConfigMapYetAsksAgain() {
        assertThat(waiting(
                        "CreateContainerConfigError",
                        "failed to sync configmap cache: timed out waiting for the condition"))
                .isEmpty();
    }

    private static Optional<PodTrouble> waiting(String reason, String message) {
        JsonNode pod = json("""
                {'metadata': {'name': 'web-1', 'namespace': 'todo'},
                 'spec': {'containers': [{'name': 'web'}]},
                 'status': {'phase': 'Pending', 'containerStatuses': [
                   {'name': 'web', 'state': {'waiting': {'reason': '%s', 'message': '%s'}}}]}}""".formatted(reason, message));
        return PodTrouble.find(WORKLOAD, List.of(PodReader.read(pod)));
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }
}
