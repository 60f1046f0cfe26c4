package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeRulesTest {
    private final Town town = new Town();

    @BeforeEach
    void onePod() {
        town.deployment("web").pod("web", "", """
                "ready":true,"started":true,"restartCount":0,"state":{"running":{"startedAt":"2026-11-01T12:00:05Z"}}""");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Ready, Unknown, node-not-ready, its kubelet does not answer",
        "Ready, False, node-not-ready, takes no pods",
        "NetworkUnavailable, True, node-not-ready, its network is not set up",
        "MemoryPressure, True, node-pressure, runs out of memory",
        "DiskPressure, True, node-pressure, runs out of disk space",
        "PIDPressure, True, node-pressure, runs out of process numbers",
    })
    void aNodeInTroubleIsFound(String type, String status, String id, String cause) {
        node("2026-11-01T08:00:00Z", type, status);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.object()).isEqualTo("node/n1");
        assertThat(finding.cause()).contains(cause);
        assertThat(finding.lines()).anyMatch(line -> line.contains("%s is %s".formatted(type, status)));
    }

    @ParameterizedTest
    @CsvSource({"Ready, True", "MemoryPressure, False", "KernelDeadlock, True", "FrequentKubeletRestart, Unknown"})
    void whatIsInOrderOrAnotherProgramsWordIsLeftAlone(String type, String status) {
        node("2026-11-01T08:00:00Z", type, status);

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aNodeThatWasJustMadeMayTakeItsTime() {
        node("2026-11-01T12:14:30Z", "Ready", "False");

        assertThat(town.examine()).isEmpty();
    }

    private void node(String created, String type, String status) {
        town.add("/api/v1/nodes", """
                {"metadata":{"name":"n1","creationTimestamp":"%s"},"status":{"conditions":[{"type":"%s","status":"%s",
                  "reason":"Said","message":"so","lastTransitionTime":"2026-11-01T12:05:00Z"}]}}""".formatted(created, type, status));
    }
}
