package dev.shipmate.pipeline;

import static dev.shipmate.pipeline.ShippingBench.ran;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.shipmate.helm.Setting;
import dev.shipmate.pipeline.RunJournal.Run.Noted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a release whose deploy was to be atomic.
@Timeout(120)
class PutBackTest {
    private static final String FAILING_CHECK = """
            verify:
              - {name: nothing is there, get: /nowhere, expect: {status: 200}}
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
    void aRevisionThatFailsGivesWayToTheLastGoodOneAndTheRunStaysFailed() {
        deploy(DeployRequest.usual());

        RunEnding.Ran failed = deploy(atomic(BROKEN));

        assertThat(failed.result().broken())
                .hasValueSatisfying(broken -> assertThat(broken.step()).isEqualTo(StepName.WAIT));
        FailureReport report = failed.failure().orElseThrow();
        assertThat(report.putBack()).isEqualTo("The release was put back: revision 3 is like revision 1.");
        assertThat(report.offers()).singleElement().isInstanceOf(Offer.Resume.class);
        assertThat(bench.helm().calls()).hasSize(3).last().isEqualTo("rollback to 1");
        assertThat(bench.events()).contains(new PipelineEvent.StepStarted(StepName.ROLL_BACK));
        assertThat(bench.shipping().lastFailure()).contains(report);
        assertThat(bench.shipping().status().images()).containsExactly(FakeHelm.GOOD);
    }

    @Test
    void theEvidenceIsCollectedAndKeptBefore() {
        deploy(DeployRequest.usual());
        var kept = new ArrayList<FailureReport>();

        bench.shipping().deploy(atomic("todo-nowhere:1"), event -> {
            if (event instanceof PipelineEvent.StepStarted(StepName step) && step == StepName.ROLL_BACK) {
                bench.shipping().lastFailure().ifPresent(kept::add);
            }
        });

        assertThat(kept).singleElement().satisfies(report -> {
            assertThat(report.putBack()).isEmpty();
            assertThat(report.findings()).isNotEmpty();
            assertThat(report.offers()).contains(new Offer.RollBack(1));
        });
    }

    @Test
    void whatTheRunInstalledIsUninstalled() {
        RunEnding.Ran failed = deploy(atomic(BROKEN));

        FailureReport report = failed.failure().orElseThrow();
        assertThat(report.putBack()).startsWith("The release was put back: todo in namespace todo is uninstalled");
        assertThat(report.offers()).singleElement().isInstanceOf(Offer.Resume.class);
        assertThat(bench.helm().calls()).hasSize(2).last().isEqualTo("uninstall");
    }

    @Test
    void whatAnEarlierRunInstalledIsNotUninstalled() {
        deploy(new DeployRequest(false, false, image(BROKEN)));

        RunEnding.Ran failed = deploy(atomic("todo-nowhere:1"));

        FailureReport report = failed.failure().orElseThrow();
        assertThat(report.putBack()).isEqualTo("Nothing was put back: no revision before 2 is known to be good.");
        assertThat(report.offers()).contains(new Offer.Uninstall());
        assertThat(bench.helm().calls()).hasSize(2).allMatch(call -> call.startsWith("upgrade"));
    }

    @Test
    void aRunThatChangedNothingPutsNothingBack() {
        deploy(DeployRequest.usual());
        bench.project(FAILING_CHECK);

        RunEnding.Ran failed = deploy(new DeployRequest(false, false, List.of(), true));

        FailureReport report = failed.failure().orElseThrow();
        assertThat(report.step()).isEqualTo(StepName.VERIFY);
        assertThat(report.putBack()).isEqualTo("Nothing was put back: this run made no revision of the release.");
        assertThat(bench.helm().calls()).hasSize(1);
    }

    @Test
    void aCheckOfTheAppThatFailsIsAReasonToo() {
        deploy(DeployRequest.usual());
        bench.project(FAILING_CHECK).write("web/page", "good day");

        RunEnding.Ran failed = deploy(new DeployRequest(false, false, List.of(), true));

        assertThat(failed.failure().orElseThrow().step()).isEqualTo(StepName.VERIFY);
        assertThat(bench.helm().calls()).last().isEqualTo("rollback to 1");
    }

    @Test
    void theEnvironmentMayAskForIt() throws IOException {
        deploy(DeployRequest.usual());
        Path file = folder.resolve("shipmate.yaml");
        Files.writeString(file, Files.readString(file).replace("restarts: true", "restarts: true, atomic: true"));

        deploy(new DeployRequest(false, false, image(BROKEN)));

        assertThat(bench.helm().calls()).last().isEqualTo("rollback to 1");
        assertThat(bench.shipping().plan(DeployRequest.usual()).notes()).contains(PutBack.PLAN);
    }

    @Test
    void withoutBeingAskedNothingIsPutBack() {
        deploy(DeployRequest.usual());

        RunEnding.Ran failed = deploy(new DeployRequest(false, false, image(BROKEN)));

        assertThat(failed.failure().orElseThrow().putBack()).isEmpty();
        assertThat(bench.helm().calls()).hasSize(2);
        assertThat(bench.shipping().plan(DeployRequest.usual()).notes()).doesNotContain(PutBack.PLAN);
    }

    @Test
    void anInterruptPutsNothingBack() {
        deploy(DeployRequest.usual());

        RunEnding ending = bench.shipping().deploy(atomic(BROKEN), event -> {
            if (event instanceof PipelineEvent.StepStarted(StepName step) && step == StepName.WAIT) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran(ending).failure()).isEmpty();
        assertThat(bench.helm().calls()).hasSize(2);
    }

    @Test
    void afterItADeployGoesOnFromTheStepThatMakesTheRelease() {
        deploy(DeployRequest.usual());
        deploy(atomic(BROKEN));

        RunPlan plan = bench.shipping().plan(new DeployRequest(false, true, List.of()));

        assertThat(plan.steps().getFirst().step()).isEqualTo(StepName.DEPLOY);
        assertThat(plan.notes()).contains("It goes on from step deploy on, because the last run put the release back.");
        assertThat(bench.shipping().status().lastRun())
                .hasValueSatisfying(run -> assertThat(run.steps())
                        .extracting(Noted::step, Noted::outcome)
                        .contains(tuple(StepName.DEPLOY, "put back"), tuple(StepName.WAIT, "failed")));
    }

    private RunEnding.Ran deploy(DeployRequest request) {
        return ran(bench.shipping().deploy(request, bench.listener()));
    }

    private static DeployRequest atomic(String image) {
        return new DeployRequest(false, false, image(image), true);
    }

    private static List<Setting> image(String image) {
        return List.of(Setting.text("web.runs", image));
    }
}
