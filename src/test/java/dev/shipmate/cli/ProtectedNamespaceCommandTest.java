package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.StepName;
import org.junit.jupiter.api.Test;

class ProtectedNamespaceCommandTest extends PipelineProgram {
    @Test
    void inAProtectedNamespaceAYesAloneIsNotEnough() {
        assertThat(shipmate("deploy", "--yes", "--protect", "todo")).isEqualTo(3);
        assertThat(err.toString()).endsWith("or add --allow-namespace todo.\n");

        shipping.ending(worked(StepName.DEPLOY));
        assertThat(shipmate("deploy", "--yes", "--protect", "todo", "--allow-namespace", "todo"))
                .isZero();
    }
}
