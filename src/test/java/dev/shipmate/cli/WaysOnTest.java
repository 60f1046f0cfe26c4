package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.tool.pipeline.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person at a terminal can choose when a deploy has failed.
class WaysOnTest extends PipelineProgram {
    private static final Offer UNDO = new Offer.Apply(
            new Remedy.UndoRollout("Undo the rollout of backend", new WorkloadName("deployment", "todo", "backend")));

    private final Sandbox sandbox = Sandbox.start();

    @BeforeEach
    void theClusterAnswers() {
        useServer("lab", sandbox.server());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theOffersAreAChoiceAndLeavingExitsAsTheFailureDid() {
        personTypes("0", "x", "6");
        shipping.ending(failed(StepName.VERIFY, UNDO, new Offer.RollBack(3), new Offer.Resume("you mended it")));

        assertThat(shipmate("deploy", "-y")).isEqualTo(10);
        assertThat(err.toString()).contains("""
                How to go on?
                  1  Undo the rollout of backend, then go on
                  2  Roll back to revision 3
                  3  Go on from the step that failed: you mended it
                  4  See everything that was found
                  5  Ask about it in the shell
                  6  Leave it as it is
                Choose 1 to 6: Choose 1 to 6: Choose 1 to 6:\s""");
    }

    @Test
    void theRemedyIsAppliedAndTheRunGoesOn() {
        personTypes("1");
        shipping.ending(failed(StepName.WAIT, UNDO)).ending(worked(StepName.WAIT));

        assertThat(shipmate("deploy", "-y", "--no-cache")).isZero();
        assertThat(services)
                .containsExactly("shipping dev in todo", "session in todo", "mend Undo the rollout of backend");
        assertThat(shipping.calls()).last().isEqualTo("deploy noCache=false resume=true settings=[]");
    }

    @Test
    void aRemedyThatWasNotAppliedLeavesTheChoice() {
        mends = false;
        personTypes("1", "4");
        shipping.ending(failed(StepName.WAIT, UNDO));

        assertThat(shipmate("deploy", "-y")).isEqualTo(1);
        assertThat(shipping.calls()).hasSize(1);
    }

    @Test
    void aRollBackThatWorksLeavesTheDeployFailed() {
        personTypes("1", "y");
        shipping.ending(failed(StepName.WAIT, new Offer.RollBack(3))).ending(worked(StepName.ROLL_BACK));

        assertThat(shipmate("deploy", "-y")).isEqualTo(1);
        assertThat(shipping.calls()).last().isEqualTo("roll-back 3");
    }

    @Test
    void takingTheReleaseAwayWantsTheWholeWord() {
        personTypes("1", "y", "yes");
        shipping.ending(failed(StepName.WAIT, new Offer.Uninstall())).ending(worked());

        assertThat(shipmate("deploy", "-y")).isEqualTo(1);
        assertThat(shipping.calls()).last().isEqualTo("uninstall");
    }

    @Test
    void theShellOpensWithTheFailureInView() {
        personTypes("1", "2");
        shipping.ending(failed(StepName.WAIT));

        assertThat(shipmate("deploy", "-y")).isEqualTo(1);
        assertThat(services).last().isEqualTo("troubleshoot deployment/backend crashes.");
        assertThat(origins).containsExactly(new Origin.Run(file(), "dev", "lab", "todo"));
    }
}
