package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.pipeline.RunJournal;
import dev.shipmate.pipeline.ShipmentStatus;
import dev.shipmate.pipeline.StepName;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class StatusCommandTest extends PipelineProgram {
    private static final Instant DEPLOYED = Instant.parse("2026-11-01T08:20:00Z");

    @Test
    void aReleaseThatIsNotThereSaysHowToDeployIt() {
        assertThat(shipmate("status")).isZero();
        assertThat(out.toString())
                .isEqualTo(
                        "There is no release todo in namespace todo of context 'lab'. Deploy it: shipmate deploy --project"
                                + " %s\n".formatted(file()));
    }

    @Test
    void aReleaseIsShownWithWhatRunsAndHowItWasVerified() {
        shipping.status = deployed();

        assertThat(shipmate("status", "--read-only")).isZero();
        assertThat(out.toString()).isEqualTo("""
                The release todo in namespace todo of context 'lab'
                Revision   4, deployed: Upgrade complete
                Deployed   40 min ago
                Chart      todo 1.2.0, app 1.0
                Address    http://localhost:3000 does not answer: connection refused
                Last run   ended at step verify, begun 40 min ago
                Verified   revision 4: 23 passed, 1 failed, 40 min ago

                WORKLOAD            READY  IMAGE
                deployment/backend  1/2    todo/backend:abc
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yaml"})
    void programsGetTheSameAsATree(String format) {
        shipping.status = deployed();

        assertThat(shipmate("status", "-o", format)).isZero();
        JsonNode tree = new YAMLMapper().readTree(out.toString());
        assertThat(tree.path("release").asString()).isEqualTo("todo");
        assertThat(tree.path("environment").asString()).isEqualTo("dev");
        assertThat(tree.at("/revision/number").asInt()).isEqualTo(4);
        assertThat(tree.at("/workloads/0/ready").asInt()).isEqualTo(1);
        assertThat(tree.at("/workloads/0/images/0").asString()).isEqualTo("todo/backend:abc");
        assertThat(tree.at("/addresses/0/answers").asBoolean()).isFalse();
        assertThat(tree.at("/lastRun/next").asString()).isEqualTo("verify");
        assertThat(tree.at("/lastVerification/passed").asBoolean()).isFalse();
    }

    @Test
    void whatIsNotThereIsNull() {
        assertThat(shipmate("status", "--output", "json")).isZero();
        assertThat(out.toString()).contains("\"revision\" : null", "\"lastRun\" : null", "\"lastVerification\" : null");
    }

    private static ShipmentStatus deployed() {
        var revision = new ReleaseRevision(
                new ReleaseName("todo", "todo"),
                4,
                ReleaseStatus.DEPLOYED,
                "todo",
                "1.2.0",
                "1.0",
                DEPLOYED,
                "Upgrade complete");
        var backend = new WorkloadView(
                new WorkloadName("deployment", "todo", "backend"),
                2,
                2,
                1,
                2,
                1,
                1,
                1,
                false,
                "app=backend",
                List.of(new WorkloadView.ContainerImage("backend", "todo/backend:abc")),
                List.of(),
                DEPLOYED);
        var run = new RunJournal.Run(
                "r1", DEPLOYED, List.of(new RunJournal.Run.Noted(StepName.VERIFY, "failed", List.of())), true);
        return new ShipmentStatus(
                new ReleaseHistory(List.of(revision), List.of()),
                List.of(backend),
                List.of("todo/backend:abc"),
                List.of(new ShipmentStatus.Address(URI.create("http://localhost:3000"), false, "connection refused")),
                Optional.of(run),
                Optional.of(new ShipmentStatus.LastVerification(DEPLOYED, 4, false, "23 passed, 1 failed")));
    }
}
