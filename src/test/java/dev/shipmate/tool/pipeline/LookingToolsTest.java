package dev.shipmate.tool.pipeline;

import static dev.shipmate.tool.pipeline.ScriptedShipping.NOON;
import static dev.shipmate.tool.pipeline.ScriptedShipping.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.helm.ReleaseSecrets;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.ShipmentStatus.LastVerification;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookingToolsTest {
    @TempDir
    private Path folder;

    private PipelineBench bench;

    @BeforeEach
    void open() {
        bench = PipelineBench.ofProject(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Nested
    class VerifyDeployment {
        @BeforeEach
        void changesNothing() {
            bench.shipping.makes = Optional.empty();
        }

        @Test
        void opensTheWayToTheAppAndRunsItsChecks() {
            bench.shipping.steps = List.of(
                    step(StepName.EXPOSE, new StepOutcome.Done("http://localhost:3000 answers")),
                    step(StepName.VERIFY, new StepOutcome.Done("21 passed")));

            assertThat(bench.told("verify_deployment")).contains("The app works", "21 passed");
            assertThat(bench.shipping.calls).containsExactly("run [EXPOSE, VERIFY]");
        }

        @Test
        void aCheckThatFailsIsTheAnswer() {
            bench.shipping.steps = List.of(step(
                    StepName.VERIFY,
                    new StepOutcome.Failed("'a person can sign up' failed", "See the log.", List.of("seen: 500"))));

            assertThat(bench.told("verify_deployment"))
                    .contains("does not work: 'a person can sign up' failed", "seen: 500");
        }

        @Test
        void withoutChecksNothingIsSaidToWork() {
            bench.shipping.steps = List.of(step(StepName.VERIFY, new StepOutcome.Skipped("no checks are declared")));

            assertThat(bench.told("verify_deployment"))
                    .contains("Nothing was checked", "no checks are declared")
                    .doesNotContain("The app works");
        }

        @Test
        void aCancelledOneIsNoAnswer() {
            bench.shipping.steps = List.of(step(StepName.VERIFY, new StepOutcome.Cancelled("3 checks were made")));

            assertThat(bench.failed("verify_deployment").toString()).contains("Cancelled", "3 checks were made");
        }
    }

    @Nested
    class PipelineStatus {
        @Test
        void aReleaseThatIsNotThereIsNoFailure() {
            assertThat(bench.told("pipeline_status")).contains("There is no release todo in namespace todo");
        }

        @Test
        void revisionImagesAndVerificationAreTold() {
            bench.shipping.withRevision(4, ReleaseStatus.DEPLOYED);
            bench.shipping.verification = Optional.of(new LastVerification(NOON, 4, true, "21 passed"));

            assertThat(bench.told("pipeline_status"))
                    .contains(
                            "is at revision 4, deployed since 2026-11-20T16:00:00Z",
                            "shipmate/todo-backend:0123456789ab",
                            "The last verification of revision 4 passed",
                            "21 passed");
        }

        @Test
        void theCauseOfTheLastFailureIsTold() {
            bench.shipping.failure = Optional.of(new FailureReport(
                    "run-1",
                    NOON,
                    StepName.DEPLOY,
                    "The migration failed.",
                    "Mend it.",
                    List.of(),
                    List.of(new FailureReport.Section("Log", List.of("relation \"task\" exists"))),
                    List.of(new Offer.RollBack(2))));

            assertThat(bench.told("pipeline_status"))
                    .contains(
                            "The last run failed in step deploy: The migration failed.",
                            "relation \"task\" exists",
                            "roll back to revision 2");
        }
    }

    @Nested
    class Helm {
        private static final String ALL = "/api/v1/secrets";
        private static final String VALUES = "{\"replicas\": 2, \"dbPassword\": \"correct-horse-battery\"}";
        private static final String MANIFEST =
                "kind: Deployment\nmetadata: {name: backend}\nspec: {template: {spec: {containers: [{name: b, image: 'todo-backend:aaa'}]}}}\n";

        @BeforeEach
        void serve() {
            var secrets =
                    new ReleaseSecrets().with(1, "superseded", MANIFEST).with(2, "deployed", MANIFEST, VALUES, "[]");
            bench.server.with(ReleaseSecrets.LIST, exchange -> {
                boolean other = exchange.getRequestURI().getQuery().contains("name=tood");
                FakeApiServer.send(exchange, 200, (other ? new ReleaseSecrets() : secrets).list());
            });
            bench.server.with(ALL, 200, secrets.list());
            bench.server.with("/api/v1/namespaces/other/secrets", 200, new ReleaseSecrets().list());
            bench.server.with(
                    ReleaseSecrets.path(2), 200, ReleaseSecrets.secret(2, "deployed", MANIFEST, VALUES, "[]"));
        }

        @Test
        void theHistoryIsToldNewestFirst() {
            assertThat(bench.told("helm_history", "release=todo"))
                    .contains("revisions of release todo in namespace todo: 2, 1", "The last good one is 2")
                    .containsSubsequence("2 2026-11-22T08:00:00Z deployed todo-0.2.0", "superseded");
        }

        @Test
        void theOnlyReleaseNeedsNoName() {
            assertThat(bench.told("helm_history")).contains("revisions of release todo");
        }

        @Test
        void oneReleaseIsToldWithoutTheSecretsOfItsValues() {
            assertThat(bench.told("helm_status", "release=todo"))
                    .contains("is at revision 2: deployed", "todo-backend:aaa", "replicas: 2")
                    .doesNotContain("correct-horse-battery");
        }

        @Test
        void withoutANameTheOnlyOneIsMeant() {
            assertThat(bench.told("helm_status")).contains("Release todo in namespace todo is at revision 2");
        }

        @Test
        void aNamespaceWithoutReleasesSaysSo() {
            assertThat(bench.told("helm_status", "namespace=other"))
                    .contains("There are no Helm releases in namespace other");
        }

        @Test
        void aMisspeltReleaseGetsTheNearest() {
            assertThat(bench.apply("helm_history", "release=tood"))
                    .isEqualTo(new ToolResult.NotFound("release", "tood", List.of("todo")));
        }
    }
}
