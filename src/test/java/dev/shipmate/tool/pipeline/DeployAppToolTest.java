package dev.shipmate.tool.pipeline;

import static dev.shipmate.tool.pipeline.PipelineBench.text;
import static dev.shipmate.tool.pipeline.ScriptedShipping.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ObjectChange;
import dev.shipmate.helm.ObjectChange.FieldChange;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.RunPlan.PlannedStep;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployAppToolTest {
    @TempDir
    private Path folder;

    private PipelineBench bench;

    @BeforeEach
    void open() {
        bench = PipelineBench.ofProject(folder);
        bench.shipping.withRevision(1, ReleaseStatus.SUPERSEDED).withRevision(2, ReleaseStatus.DEPLOYED);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aDryRunNamesRevisionFieldsAndStepsAndRunsNothing() {
        bench.shipping.plan = new RunPlan(
                List.of(
                        new PlannedStep(StepName.BUILD, "docker buildx build docker/backend"),
                        new PlannedStep(StepName.DEPLOY, "helm upgrade todo")),
                new ManifestDiff(List.of(
                        new ObjectChange.Changed(
                                "deployment/todo-backend", List.of(new FieldChange("spec.replicas", "1", "2"))),
                        new ObjectChange.Added("configmap/new"))),
                List.of("context 'fake' at http://127.0.0.1"));

        ToolResult.Planned planned = bench.planned("deploy_app");

        assertThat(planned.changes())
                .containsExactly(
                        new Change("release/todo", "todo", "revision", "2", "3"),
                        new Change("deployment/todo-backend", "todo", "spec.replicas", "1", "2"),
                        new Change("configmap/new", "todo", "object", "absent", "created"));
        assertThat(planned.losses()).isEmpty();
        assertThat(planned.notes())
                .contains(
                        "when nothing differs, revision 2 stays",
                        "context 'fake' at http://127.0.0.1",
                        "build: docker buildx build docker/backend",
                        "deploy: helm upgrade todo");
        assertThat(bench.shipping.calls).singleElement().asString().startsWith("plan ");
    }

    @Test
    void aDeployOverAGoodRevisionIsUndoneByRollingBackToIt() {
        ToolResult.Changed changed = bench.changed("deploy_app");

        assertThat(changed.changes()).containsExactly(new Change("release/todo", "todo", "revision", "2", "3"));
        assertThat(changed.undo())
                .isEqualTo(new Undo.By(new ToolCall(
                        "rollback_release", Map.of("revision", 2, "release", "todo", "namespace", "todo"))));
        assertThat(changed.settled()).isEqualTo(Settled.YES);
        assertThat(text(changed.blocks())).contains("all 1 steps are done", "revision 3 is deployed");
        assertThat(bench.progress).containsExactly("deploy", "deploy: todo-backend");
    }

    @Test
    void theUndoOfAnotherEnvironmentNamesItsNamespace() {
        ToolResult.Changed changed = bench.changed("deploy_app", "environment=staging");

        assertThat(changed.changes().getFirst().namespace()).isEqualTo("todo-staging");
        assertThat(changed.undo())
                .isEqualTo(new Undo.By(new ToolCall(
                        "rollback_release", Map.of("revision", 2, "release", "todo", "namespace", "todo-staging"))));
    }

    @Test
    void aDeployThatGoesOnIsTheResumedOne() {
        bench.planned("deploy_app", "resume=true");
        bench.changed("deploy_app", "resume=true");

        assertThat(bench.shipping.calls).hasSize(2).allMatch(call -> call.contains("resume=true"));
    }

    @Test
    void theFirstDeployCannotBeUndone() {
        bench.shipping.revisions.clear();

        assertThat(bench.planned("deploy_app").changes())
                .containsExactly(new Change("release/todo", "todo", "revision", "none", "1"));
        assertThat(bench.changed("deploy_app").undo()).isInstanceOf(Undo.Impossible.class);
    }

    @Test
    void whereNothingDiffersNothingIsChanged() {
        bench.shipping.makes = Optional.empty();

        assertThat(bench.told("deploy_app")).contains("all 1 steps are done");
    }

    @ParameterizedTest
    @CsvSource({
        "frontend, frontend.replicas",
        "deployment/todo-frontend, frontend.replicas",
        "Backend, backend.replicaCount",
        "mcp-server, mcpServer.replicas"
    })
    void replicasBecomeTheChartsOwnValue(String workload, String value) {
        ToolResult.Planned planned = bench.planned("deploy_app", "workload=" + workload, "replicas=2");

        assertThat(planned.changes())
                .contains(new Change("release/todo", "todo", value, "as the environment says", "2"));
        assertThat(bench.shipping.calls.getFirst()).contains("name=%s, value=2, kind=YAML".formatted(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            workload=database | replicas=2  | backend.replicaCount
            replicas=2        | noCache=no  | frontend (frontend.replicas)
            workload=worker   | replicas=2  | minReplicas
            workload=frontend | replicas=-1 | 0 or more
            workload=frontend | noCache=no  | a chart is deployed as a whole
            """)
    void whatTheChartHasNoValueForIsNotDeployed(String one, String other, String told) {
        assertThat(bench.failed("deploy_app", one, other).toString()).contains(told);
        assertThat(bench.shipping.calls).isEmpty();
    }

    @Test
    void anUnknownEnvironmentGetsThoseThatThereAre() {
        assertThat(bench.apply("deploy_app", "environment=satging"))
                .isEqualTo(new ToolResult.NotFound("environment", "satging", List.of("staging")));
        assertThat(bench.apply("deploy_app", "environment=qa"))
                .isEqualTo(new ToolResult.NotFound("environment", "qa", List.of("dev", "staging", "prod")));
    }

    @ParameterizedTest
    @CsvSource({"stag, todo-staging", "todo-staging, todo-staging", "development, todo", "todo, todo"})
    void anEnvironmentIsKnownByALikeNameAndByItsNamespace(String said, String namespace) {
        assertThat(bench.planned("deploy_app", "environment=" + said)
                        .changes()
                        .getFirst()
                        .namespace())
                .isEqualTo(namespace);
    }

    @Test
    void anEnvironmentOfAnotherContextIsLeftAlone() {
        assertThat(bench.failed("deploy_app", "environment=prod").toString())
                .contains("context 'far'", "pinned to 'fake'", "--context far");
        assertThat(bench.shipping.calls).isEmpty();
    }

    @Test
    void anotherRunAtWorkIsWaitedFor() {
        bench.shipping.instead = Optional.of(new RunEnding.Busy("process 7"));

        assertThat(bench.failed("deploy_app").toString()).contains("process 7", "Wait");
    }

    @Test
    void aRunThatCannotBeginSaysWhy() {
        bench.shipping.instead = Optional.of(new RunEnding.NotBegun("no Helm", "Install it."));

        assertThat(bench.failed("deploy_app")).isEqualTo(new ToolResult.Failed("no Helm", "Install it."));
    }

    @Nested
    class WhenAStepFails {
        @BeforeEach
        void fail() {
            bench.shipping.steps = List.of(
                    step(StepName.WAIT, new StepOutcome.Failed("not ready", "Look.", List.of("Back-off restarting"))));
            bench.shipping.failure = Optional.of(new FailureReport(
                    "run-1",
                    ScriptedShipping.NOON,
                    StepName.WAIT,
                    "The backend crashes because DATABASE_URL is not set.",
                    "Set it.",
                    List.of(Finding.of(
                            "crash",
                            "deployment/todo-backend",
                            "todo",
                            "crashes",
                            List.of("exit code 1", "password=correct-horse-battery"),
                            "Set it.")),
                    List.of(new FailureReport.Section("The end of the log", List.of("KeyError: DATABASE_URL"))),
                    List.of(
                            new Offer.Apply(new Remedy.UndoRollout(
                                    "Undo the rollout", new WorkloadName("deployment", "todo", "todo-backend"))),
                            new Offer.RollBack(2),
                            new Offer.Uninstall(),
                            new Offer.Resume("set the variable"))));
        }

        @Test
        void aNewRevisionIsTheChangeAndTheReportItsEvidence() {
            bench.shipping.makes = Optional.of(ReleaseStatus.FAILED);

            ToolResult.Changed changed = bench.changed("deploy_app");

            assertThat(changed.settled()).isEqualTo(Settled.NO);
            assertThat(changed.undo()).isInstanceOf(Undo.By.class);
            assertThat(text(changed.blocks()))
                    .contains(
                            "Step wait failed: The backend crashes because DATABASE_URL is not set.",
                            "exit code 1",
                            "KeyError: DATABASE_URL",
                            "Undo the rollout, then deploy again",
                            "roll back to revision 2")
                    .doesNotContain("correct-horse-battery");
        }

        @Test
        void withoutANewRevisionNothingWasChanged() {
            bench.shipping.makes = Optional.empty();

            ToolResult.Failed failed = bench.failed("deploy_app");

            assertThat(failed.cause()).contains("DATABASE_URL is not set");
            assertThat(text(failed.evidence())).contains("exit code 1").doesNotContain("correct-horse-battery");
        }

        @Test
        void withoutAReportTheStepsOwnWordsAreTold() {
            bench.shipping.makes = Optional.empty();
            bench.shipping.failure = Optional.empty();

            ToolResult.Failed failed = bench.failed("deploy_app");

            assertThat(failed.cause()).isEqualTo("Step wait failed: not ready");
            assertThat(text(failed.evidence())).contains("Back-off restarting");
        }
    }

    @Nested
    class WhenItIsCancelled {
        @BeforeEach
        void cancel() {
            bench.shipping.steps = List.of(step(StepName.WAIT, new StepOutcome.Cancelled("the pods go on starting")));
            bench.shipping.during = () -> Thread.currentThread().interrupt();
        }

        @Test
        void aNewRevisionIsToldWithTheWaysOnAndBack() {
            ToolResult.Changed changed = bench.changed("deploy_app");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(changed.settled()).isEqualTo(Settled.UNWATCHED);
            assertThat(text(changed.blocks()))
                    .contains(
                            "Cancelled in step wait: the pods go on starting",
                            "To go on, deploy again",
                            "To go back, roll back to revision 2");
        }

        @Test
        void withoutANewRevisionTheReleaseIsAsItWas() {
            bench.shipping.makes = Optional.empty();

            ToolResult.Failed failed = bench.failed("deploy_app");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failed.cause()).contains("Cancelled in step wait");
            assertThat(failed.suggestion()).contains("deploy again", "The release is as it was");
        }
    }
}
