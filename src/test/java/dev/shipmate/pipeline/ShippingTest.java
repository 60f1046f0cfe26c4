package dev.shipmate.pipeline;

import static dev.shipmate.pipeline.ShippingBench.facts;
import static dev.shipmate.pipeline.ShippingBench.outcome;
import static dev.shipmate.pipeline.ShippingBench.ran;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Write;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.helm.Setting;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.StoredImage;
import dev.shipmate.pipeline.RunResult.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs against a cluster with controllers.
@Timeout(120)
class ShippingTest {

    private static final String PAGE_CHECK = """
            verify:
              - {name: the page answers, get: /, expect: {status: 200}}
            """;
    private static final String BROKEN = "todo-backend:1.9.0";

    @TempDir
    private Path folder;

    private ShippingBench bench;

    @BeforeEach
    void start() {
        bench = new ShippingBench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aFirstDeployBringsTheAppUpAndASecondChangesNothing() {
        bench.project(PAGE_CHECK);

        RunEnding.Ran first = ran(deploy());

        assertThat(first.result().successful()).as("%s", first).isTrue();
        assertThat(first.failure()).isEmpty();
        assertThat(facts(first, StepName.DEPLOY)).containsExactly("revision 1 of todo in namespace todo is deployed");
        assertThat(bench.helm().calls()).singleElement().asString().matches("upgrade: by Shipmate: web [0-9a-f]{12}");

        RunEnding.Ran second = ran(deploy());

        assertThat(facts(second, StepName.DEPLOY)).containsExactly("nothing to change, revision 1 stays");
        assertThat(bench.helm().calls()).hasSize(1);
        assertThat(bench.docker().calls().stream().filter(call -> call.startsWith("build ")))
                .hasSize(1);
    }

    @Test
    void aChangeOfTheSourceMakesANewRevision() {
        deploy();
        bench.write("web/page", "good day");

        assertThat(facts(ran(deploy()), StepName.DEPLOY))
                .containsExactly("revision 2 of todo in namespace todo is deployed");
    }

    @Test
    void anObjectThatSomebodyDeletedIsMadeAgain() {
        deploy();
        var web = new ObjectName(KnownKinds.SERVICES, "todo", "web");
        String uid = bench.cluster()
                .findObject(KnownKinds.SERVICES, "todo", "web")
                .orElseThrow()
                .path("metadata")
                .path("uid")
                .asString("");
        bench.cluster().writes(Write.STORED).delete(web, uid);

        assertThat(facts(ran(deploy()), StepName.DEPLOY))
                .containsExactly("revision 2 of todo in namespace todo is deployed");
    }

    @Test
    void aFailureIsReportedAndKeptAndTheWayBackWorks() throws IOException {
        deploy();

        RunEnding.Ran failed = ran(bench.shipping().deploy(with("web.runs", BROKEN), bench.listener()));

        assertThat(failed.result().broken())
                .hasValueSatisfying(broken -> assertThat(broken.step()).isEqualTo(StepName.WAIT));
        FailureReport report = failed.failure().orElseThrow();
        assertThat(report.offers()).contains(new Offer.RollBack(1));
        assertThat(bench.shipping().lastFailure()).contains(report);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("failure.json"))))
                .isEqualTo("rw-------");

        RunEnding.Ran back = ran(bench.shipping().rollBack(0, bench.listener()));

        assertThat(back.result().successful()).as("%s", back).isTrue();
        assertThat(facts(back, StepName.ROLL_BACK)).contains("revision 3 is like revision 1");
        assertThat(bench.shipping().lastFailure()).isEmpty();
    }

    @Test
    void partOfADeployDoesNotMakeTheLastFailureForgotten() {
        RunEnding.Ran failed = ran(bench.shipping().deploy(with("web.runs", BROKEN), bench.listener()));

        bench.shipping().run(EnumSet.of(StepName.BUILD), DeployRequest.usual(), bench.listener());

        assertThat(bench.shipping().lastFailure()).isEqualTo(failed.failure()).isPresent();
    }

    @Test
    void anImageReplacedInARunThatWasEndedBeforeTheDeployIsNotForgotten() throws IOException {
        deploy();
        new RunJournal(file("journal.jsonl"), Clock.systemUTC()).replaced("ended", FakeHelm.GOOD);

        assertThat(facts(ran(deploy()), StepName.DEPLOY))
                .containsExactly(
                        "nothing to change, revision 1 stays",
                        "deployment/web was restarted, because its image was built anew under the same name");
        assertThat(facts(ran(deploy()), StepName.DEPLOY)).containsExactly("nothing to change, revision 1 stays");
    }

    @Test
    void aRevisionThatFailedBeforeIsNotOfferedToGoBackTo() {
        deploy();
        bench.shipping().deploy(with("web.runs", BROKEN), bench.listener());

        RunEnding.Ran again = ran(bench.shipping().deploy(with("web.runs", "todo-nowhere:1"), bench.listener()));

        assertThat(again.failure().orElseThrow().offers()).contains(new Offer.RollBack(1));
    }

    @Test
    void resumingGoesOnWhereTheLastRunEnded() {
        ran(bench.shipping().deploy(with("web.runs", BROKEN), bench.listener()));

        RunPlan plan = bench.shipping().plan(new DeployRequest(false, true, List.of()));

        assertThat(plan.steps().getFirst().step()).isEqualTo(StepName.WAIT);

        bench.write("web/page", "good day");

        RunPlan changed = bench.shipping().plan(new DeployRequest(false, true, List.of()));

        assertThat(changed.steps().getFirst().step()).isEqualTo(StepName.BUILD);
        assertThat(changed.notes()).anyMatch(note -> note.contains("what the images are made from has changed"));
    }

    @Test
    void aDeployThatEndedWellCannotBeResumed() {
        deploy();

        assertThat(bench.shipping().deploy(new DeployRequest(false, true, List.of()), bench.listener()))
                .isInstanceOf(RunEnding.NotBegun.class);
    }

    @Test
    void aStuckReleaseIsToldBeforeAnythingIsDone() {
        bench.helm()
                .comesTo(new HelmOutcome.Stuck(
                        2, ReleaseStatus.PENDING_UPGRADE, Instant.EPOCH, "Roll back to revision 1."));

        RunEnding.Ran ran = ran(deploy());

        assertThat(outcome(ran, StepName.DEPLOY)).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).startsWith("Revision 2 of the release is pending-upgrade");
            assertThat(failed.suggestion()).isEqualTo("Roll back to revision 1.");
        });
    }

    @Test
    void aRunIsRefusedWhileAnotherIsAtWork() throws IOException {
        deploy();
        try (RunLock _ = RunLock.take(file("lock")).orElseThrow()) {
            assertThat(deploy())
                    .isEqualTo(new RunEnding.Busy(
                            "process " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void aCleanUpRemovesNothingWhileARunIsAtWork() throws IOException {
        deploy();
        var old = new PlacedImage("", new StoredImage("sha256:" + "a".repeat(64), List.of(), 1, Map.of()));
        try (RunLock _ = RunLock.take(file("lock")).orElseThrow()) {
            CleanUpReport report = bench.shipping().cleanUp(new CleanUpPlan("shop", List.of(old), List.of()), _ -> {});

            assertThat(report.removed()).isEmpty();
            assertThat(report.failed())
                    .singleElement()
                    .satisfies(stays -> assertThat(stays.problem().what()).startsWith("Another run is at work"));
        }
    }

    @Test
    void partOfADeployCanRunAlone() {
        RunEnding.Ran ran = ran(bench.shipping()
                .run(EnumSet.of(StepName.BUILD, StepName.LOAD), DeployRequest.usual(), bench.listener()));

        assertThat(ran.result().steps()).extracting(StepResult::step).containsExactly(StepName.BUILD, StepName.LOAD);
        assertThat(bench.helm().calls()).isEmpty();
    }

    @Test
    void anInterruptEndsTheRunAndSaysWhatWasLeft() {
        RunEnding ending = bench.shipping().deploy(DeployRequest.usual(), event -> {
            if (event instanceof PipelineEvent.StepStarted(StepName step) && step == StepName.SECRETS) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran(ending).result().steps().getLast().outcome()).isInstanceOf(StepOutcome.Cancelled.class);
        assertThat(ran(ending).failure()).isEmpty();
        assertThat(ran(bench.shipping().deploy(new DeployRequest(false, true, List.of()), bench.listener()))
                        .result()
                        .successful())
                .isTrue();
    }

    private RunEnding deploy() {
        return bench.shipping().deploy(DeployRequest.usual(), bench.listener());
    }

    private static DeployRequest with(String setting, String value) {
        return new DeployRequest(false, false, List.of(Setting.text(setting, value)));
    }

    private Path file(String name) throws IOException {
        try (Stream<Path> folders = Files.list(bench.state().resolve("runs"))) {
            return folders.findFirst().orElseThrow().resolve(name);
        }
    }
}
