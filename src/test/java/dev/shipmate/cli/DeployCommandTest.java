package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployCommandTest extends PipelineProgram {
    private static final String USUAL = "deploy noCache=false resume=false settings=[]";
    private static final Offer UNDO = new Offer.Apply(
            new Remedy.UndoRollout("Undo the rollout of backend", new WorkloadName("deployment", "todo", "backend")));

    @ParameterizedTest
    @ValueSource(strings = {"-y", "--yes"})
    void withAYesItRunsAndExitsWithZero(String yes) {
        shipping.ending(worked(StepName.DEPLOY, StepName.EXPOSE, StepName.VERIFY));

        assertThat(shipmate("deploy", yes)).isZero();
        assertThat(shipping.calls()).containsExactly(USUAL);
        assertThat(out.toString()).isEqualTo("""
                Deployed release todo in namespace todo of context 'lab' in 1 min 5 s.
                fact of expose
                fact of verify
                """);
        assertThat(err.toString())
                .contains("[deploy] begins\n", "[deploy] | #1 done\n", "[deploy] done in 1.5 s: fact");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--no-cache | deploy noCache=true resume=false settings=[]",
                "--resume | deploy noCache=false resume=true settings=[]",
                "--atomic | deploy noCache=false resume=false settings=[] atomic",
                "--set a.b=2 | deploy noCache=false resume=false settings=[a.b=2]",
                "--set a=x,y --set b=1=2 | 'deploy noCache=false resume=false settings=[a=x,y, b=1=2]'",
            })
    void theRequestIsWhatTheOptionsSay(String options, String request) {
        shipping.ending(worked(StepName.DEPLOY));

        assertThat(shipmate(("deploy --yes " + options).split(" ", -1))).isZero();
        assertThat(shipping.calls()).containsExactly(request);
    }

    @Test
    void theEnvironmentIsTheFirstOrTheNamedOne() {
        shipping.ending(worked(StepName.DEPLOY)).ending(worked(StepName.DEPLOY));

        shipmate("deploy", "-y");
        shipmate("deploy", "-y", "--env", "moon");

        assertThat(services).containsExactly("shipping dev in todo", "shipping moon in todo-moon");
    }

    @Test
    void quietRunsSayOnlyWhatCameOfThem() {
        shipping.ending(worked(StepName.DEPLOY));

        assertThat(shipmate("deploy", "-y", "--quiet")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).startsWith("Deployed release todo");
    }

    @Test
    void aDryRunShowsThePlanAndDoesNothing() {
        assertThat(shipmate("deploy", "--dry-run", "--read-only")).isZero();
        assertThat(shipping.calls()).containsExactly("plan noCache=false resume=false settings=[]");
        assertThat(out.toString()).isEqualTo("""
                Deploy release todo in namespace todo of context 'lab' at http://127.0.0.1:9
                STEP   WHAT IT DOES
                build  docker buildx build docker/backend
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy --yes --read-only",
                "deploy --yes --sandbox",
                "deploy --yes -o yaml",
                "deploy --yes --env mars",
                "deploy --yes --set nothing",
                "deploy --yes --resumee",
            })
    void wrongUsageExitsWithTwo(String line) {
        assertThat(shipmate(line.split(" ", -1))).isEqualTo(2);
        assertThat(shipping.calls()).isEmpty();
        assertThat(err.toString()).startsWith("shipmate: ");
    }

    @Test
    void aStepThatFailsExitsWithOneAndSaysWhatCanBeDone() {
        try (Sandbox sandbox = Sandbox.start()) {
            useServer("lab", sandbox.server());
            shipping.ending(
                    failed(StepName.WAIT, UNDO, new Offer.RollBack(3), new Offer.Uninstall(), new Offer.Resume("")));

            assertThat(shipmate("deploy", "-y", "--env", "dev")).isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("Step wait failed. deployment/backend crashes.\nLook at its log.\n")
                .contains(
                        "-> Undo the rollout of backend, then go on:\n  kubectl --context lab --namespace todo rollout undo"
                                + " deployment/backend && shipmate deploy --resume --project %s --env dev\n"
                                        .formatted(file()),
                        "shipmate rollback 3 --project",
                        "shipmate rollback --uninstall --project",
                        "-> Go on from the step that failed:\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatWasPutBackIsToldAndTheRunHasFailed() {
        try (Sandbox sandbox = Sandbox.start()) {
            useServer("lab", sandbox.server());
            shipping.ending(putBack(StepName.WAIT)).ending(putBack(StepName.VERIFY));

            assertThat(shipmate("deploy", "-y", "--atomic")).isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("Look at its log.\nThe release was put back: revision 3 is like revision 1.\n")
                .doesNotContain("shipmate rollback");
        assertThat(shipmate("deploy", "-y", "--atomic", "-o", "json")).isEqualTo(10);
        assertThat(out.toString()).contains("\"putBack\":\"The release was put back: revision 3 is like revision 1.\"");
    }

    @Test
    void whoeverGoesOnAfterAStopIsAsAtomicAsBefore() {
        shipping.ending(cancelled(StepName.DEPLOY));

        shipmate("deploy", "-y", "--atomic");

        assertThat(err.toString()).contains("shipmate deploy --resume --atomic --project");
    }

    @Test
    void aCheckOfTheAppThatFailsExitsWithTen() {
        shipping.ending(failed(StepName.VERIFY));

        assertThat(shipmate("deploy", "-y")).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(
            value = StepName.class,
            names = {"CHECK", "CLUSTER", "SECRETS", "DEPLOY", "WAIT", "EXPOSE"})
    void aClusterThatDoesNotAnswerExitsWithSix(StepName step) {
        shipping.ending(failed(step));

        assertThat(shipmate("deploy", "-y")).isEqualTo(6);
    }

    @Test
    void aCheckThatFailsOnAClusterThatAnswersExitsWithOne() {
        try (Sandbox sandbox = Sandbox.start()) {
            useServer("lab", sandbox.server());
            shipping.ending(failed(StepName.CHECK));

            assertThat(shipmate("deploy", "-y")).isEqualTo(1);
        }
    }

    @Test
    void whatIsStoppedSaysWhatIsLeftAndHowToGoOn() {
        shipping.ending(cancelled(StepName.DEPLOY));

        assertThat(shipmate("deploy", "-y", "--set", "a=b c")).isEqualTo(130);
        assertThat(err.toString())
                .endsWith(
                        "[deploy] stopped after 2.0 s: Revision 2 is there.\n-> Go on:\n  shipmate deploy --resume --set 'a=b c' --project %s\n"
                                .formatted(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void aSettingThatLooksLikeASecretIsNotShownAgain(String format) {
        shipping.ending(cancelled(StepName.DEPLOY));

        shipmate("deploy", "-y", "-o", format, "--set", "web.replicas=2", "--set", "db.password=Tr0ub4dor-and-3");

        assertThat(out + err.toString())
                .contains("shipmate deploy --resume --project", "Add each --set again")
                .doesNotContain("Tr0ub4dor", "--set web");
    }

    @Test
    void anotherRunAndOneThatCannotBeginExitWithOne() {
        shipping.ending(new RunEnding.Busy("process 12")).ending(new RunEnding.NotBegun("No journal.", "Make room."));

        assertThat(shipmate("deploy", "-y")).isEqualTo(1);
        assertThat(shipmate("deploy", "-y")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("""
                Another run of release todo in namespace todo is at work on this machine: process 12. Wait until it ends, or end it.
                No journal. Make room.
                """);
    }

    @Nested
    class WithoutAYes {
        @Test
        void aScriptGetsThePlanAndExitsWithThree() {
            assertThat(shipmate("deploy")).isEqualTo(3);
            assertThat(shipping.calls()).containsExactly("plan noCache=false resume=false settings=[]");
            assertThat(err.toString())
                    .contains("docker buildx build")
                    .endsWith("Nothing was done: nobody is there to approve it. Run it on a terminal, or add --yes.\n");
        }

        @Test
        void aPersonIsAskedAndAYesRuns() {
            personTypes("y");
            shipping.ending(worked(StepName.DEPLOY));

            assertThat(shipmate("deploy")).isZero();
            assertThat(err.toString()).contains("docker buildx build", "Deploy? [y/N] ");
            assertThat(shipping.calls()).hasSize(2).last().isEqualTo(USUAL);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "n", "maybe"})
        void anythingElseIsANo(String answer) {
            personTypes(answer);

            assertThat(shipmate("deploy")).isEqualTo(1);
            assertThat(shipping.calls()).hasSize(1);
            assertThat(err.toString()).endsWith("Nothing was done.\n");
        }
    }

    @Nested
    class OnAClusterElsewhere {
        @Test
        void aYesAloneIsNotEnough() {
            isFarAway();

            assertThat(shipmate("deploy", "--yes")).isEqualTo(3);
            assertThat(err.toString()).endsWith("or add --allow-context prod.\n");
        }

        @Test
        void anAllowedContextIsLikeALocalOne() {
            isFarAway();
            shipping.ending(worked(StepName.DEPLOY));

            assertThat(shipmate("deploy", "--yes", "--allow-context", "prod")).isZero();
        }

        @Test
        void aPersonIsAskedWithTheNameOfTheContext() {
            isFarAway();
            personTypes("yes");
            shipping.ending(worked(StepName.DEPLOY));

            assertThat(shipmate("deploy", "--yes")).isZero();
            assertThat(err.toString()).contains("Deploy to context 'prod', which is no local cluster? [y/N] ");
        }
    }

    @Nested
    class Init {
        @Test
        void aProjectFileIsWrittenOnceAndNeverOver() throws Exception {
            Path fresh = Files.createDirectories(folder.resolve("fresh")).resolve("shipmate.yaml");
            List<String> command = List.of("deploy", "--init", "--project", fresh.toString());

            assertThat(bare(command.toArray(String[]::new))).isZero();
            assertThat(fresh).content().contains("name: fresh");
            assertThat(out.toString())
                    .contains("Wrote %s.\n".formatted(fresh), "To do: no Dockerfile was found", "--dry-run");

            Files.writeString(fresh, "mine");
            assertThat(bare(command.toArray(String[]::new))).isEqualTo(1);
            assertThat(fresh).content().isEqualTo("mine");
        }

        @Test
        void anotherNameIsRefused() {
            assertThat(bare(
                            "deploy",
                            "--init",
                            "--project",
                            folder.resolve("x.yaml").toString()))
                    .isEqualTo(2);
        }
    }
}
