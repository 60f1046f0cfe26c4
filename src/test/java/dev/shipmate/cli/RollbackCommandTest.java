package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.StepName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackCommandTest extends PipelineProgram {
    @Test
    void theRevisionIsTheNamedOneOrTheLastGoodOne() {
        shipping.ending(worked(StepName.ROLL_BACK)).ending(worked(StepName.ROLL_BACK));

        assertThat(shipmate("rollback", "-y")).isZero();
        assertThat(shipmate("rollback", "4", "--yes")).isZero();
        assertThat(shipping.calls()).containsExactly("roll-back 0", "roll-back 4");
        assertThat(out.toString()).startsWith("Rolled back release todo in namespace todo of context 'lab' in ");
    }

    @Test
    void thePlanIsShownBeforeAPersonIsAsked() {
        personTypes("y");
        shipping.ending(worked(StepName.ROLL_BACK));

        assertThat(shipmate("rollback", "2")).isZero();
        assertThat(shipping.calls()).containsExactly("plan roll-back 2", "roll-back 2");
        assertThat(err.toString()).contains("Roll back? [y/N] ");
    }

    @Test
    void aDryRunDoesNothing() {
        assertThat(shipmate("rollback", "2", "--dry-run")).isZero();
        assertThat(shipping.calls()).containsExactly("plan roll-back 2");
    }

    @Test
    void withoutAYesAScriptExitsWithThree() {
        assertThat(shipmate("rollback")).isEqualTo(3);
    }

    @Test
    void uninstallingNeedsTheConsentToLoss() {
        shipping.ending(worked());

        assertThat(shipmate("rollback", "--uninstall", "--yes")).isEqualTo(3);
        assertThat(err.toString()).endsWith("or add --yes-destroy.\n");
        assertThat(shipmate("rollback", "--uninstall", "--yes", "--yes-destroy"))
                .isZero();
        assertThat(shipping.calls()).containsExactly("uninstall");
    }

    @Test
    void aStoppedRollBackNamesTheSameRevisionAgain() {
        shipping.ending(cancelled(StepName.ROLL_BACK));

        assertThat(shipmate("rollback", "2", "-y")).isEqualTo(130);
        assertThat(err.toString()).contains("-> Go on:\n  shipmate rollback 2 --project");
    }

    @Test
    void aClusterThatDoesNotAnswerExitsWithSix() {
        shipping.ending(failed(StepName.ROLL_BACK));

        assertThat(shipmate("rollback", "-y")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rollback x", "rollback -1", "rollback 1 2", "rollback 3 --uninstall", "rollback 3 --read-only"})
    void wrongUsageExitsWithTwo(String line) {
        assertThat(shipmate(line.split(" ", -1))).isEqualTo(2);
        assertThat(shipping.calls()).isEmpty();
    }
}
