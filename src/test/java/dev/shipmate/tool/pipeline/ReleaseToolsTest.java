package dev.shipmate.tool.pipeline;

import static dev.shipmate.tool.pipeline.PipelineBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseSecrets;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseToolsTest {
    @TempDir
    private Path folder;

    private PipelineBench bench;

    /// Each situation opens its own in the folder.
    @BeforeEach
    void openWithoutProject() {
        bench = new PipelineBench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Nested
    class OfTheProject {
        @BeforeEach
        void open() {
            bench.close();
            bench = PipelineBench.ofProject(folder);
            bench.shipping
                    .withRevision(1, ReleaseStatus.SUPERSEDED)
                    .withRevision(2, ReleaseStatus.SUPERSEDED)
                    .withRevision(3, ReleaseStatus.DEPLOYED);
        }

        @Test
        void rollingBackGoesToTheLastGoodRevisionBeforeTheNewest() {
            ToolResult.Planned planned = bench.planned("rollback_release");

            assertThat(planned.changes()).containsExactly(new Change("release/todo", "todo", "revision", "3", "4"));
            assertThat(planned.notes()).contains("revision 4 will be like revision 2");
            assertThat(bench.shipping.calls).containsExactly("plan roll-back 2");
        }

        @Test
        void aRevisionThatWasSeenToFailIsNoneToGoBackTo() {
            bench.shipping.bad.add(ScriptedShipping.deployed(2));

            assertThat(bench.planned("rollback_release").notes()).contains("revision 4 will be like revision 1");
        }

        @Test
        void afterARollBackTheRevisionThatItLeftIsNoneToGoBackTo() {
            bench.shipping.withRevision(4, ReleaseStatus.DEPLOYED, "Rollback to 2");

            assertThat(bench.planned("rollback_release").notes()).contains("revision 5 will be like revision 1");
        }

        @Test
        void goingBackFromARevisionThatWasSeenToFailIsNotUndone() {
            bench.shipping.bad.add(ScriptedShipping.deployed(3));

            assertThat(bench.changed("rollback_release").undo())
                    .isEqualTo(new Undo.Impossible("revision 3 before it was not good either"));
        }

        @Test
        void itIsUndoneByGoingBackToTheRevisionBefore() {
            ToolResult.Changed changed = bench.changed("rollback_release", "revision=1");

            assertThat(bench.shipping.calls).containsExactly("roll back 1");
            assertThat(changed.undo())
                    .isEqualTo(new Undo.By(new ToolCall(
                            "rollback_release", Map.of("revision", 3, "release", "todo", "namespace", "todo"))));
            assertThat(changed.settled()).isEqualTo(Settled.YES);
        }

        @Test
        void anUnknownRevisionGetsThoseThatThereAre() {
            assertThat(bench.apply("rollback_release", "revision=9"))
                    .isEqualTo(new ToolResult.NotFound("revision", "9", List.of("1", "2", "3")));
            assertThat(bench.shipping.calls).isEmpty();
        }

        @Test
        void aReleaseWithOneRevisionHasNowhereToGo() {
            bench.shipping.revisions.clear();
            bench.shipping.withRevision(1, ReleaseStatus.DEPLOYED);

            assertThat(bench.failed("rollback_release").cause()).contains("no good revision");
        }

        @Test
        void uninstallingNamesWhatIsLostAndCannotBeUndone() {
            ToolResult.Planned planned = bench.planned("uninstall_release");
            assertThat(planned.changes()).containsExactly(new Change("release/todo", "todo", "revision", "3", "none"));
            assertThat(planned.losses())
                    .hasSize(2)
                    .anySatisfy(loss -> assertThat(loss).contains("history"));

            ToolResult.Changed changed = bench.changed("uninstall_release", "release=todo");
            assertThat(changed.undo()).isInstanceOf(Undo.Impossible.class);
            assertThat(bench.shipping.calls).containsExactly("uninstall");
        }

        @Test
        void whatIsNotThereNeedsNoUninstalling() {
            bench.shipping.revisions.clear();

            assertThat(bench.told("uninstall_release")).contains("There is no release todo");
            assertThat(bench.shipping.calls).isEmpty();
        }

        @Test
        void aNamespaceMeansTheEnvironmentThatIsThere() {
            assertThat(bench.planned("uninstall_release", "namespace=todo-staging")
                            .changes())
                    .extracting(Change::namespace)
                    .containsExactly("todo-staging");
            assertThat(bench.planned("rollback_release", "namespace=todo-staging", "release=todo")
                            .changes())
                    .extracting(Change::namespace)
                    .containsExactly("todo-staging");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "namespace=shop | environment=dev | environment 'dev' is namespace todo",
                    "namespace=staging | environment=staging | environment 'staging' is namespace todo-staging",
                })
        void aNamespaceOfNoEnvironmentIsNoneOfTheProject(String namespace, String environment, String told) {
            assertThat(bench.apply("uninstall_release", "namespace=shop")).isInstanceOf(ToolResult.NotFound.class);
            assertThat(bench.failed("uninstall_release", namespace, environment).cause())
                    .endsWith(told);
            assertThat(bench.shipping.calls).isEmpty();
        }

        @Test
        void anotherReleaseIsNeverTakenForTheProjects() {
            bench.server.with(ReleaseSecrets.LIST, 200, new ReleaseSecrets().list());

            assertThat(bench.apply("uninstall_release", "release=kafka")).isInstanceOf(ToolResult.NotFound.class);
            assertThat(bench.shipping.calls).isEmpty();
            assertThat(bench.helm.calls).isEmpty();
        }
    }

    @Nested
    class OfAFailedRun {
        private Path file;

        @BeforeEach
        void open() throws IOException {
            bench.close();
            PipelineBench.ofProject(folder).close();
            file = Files.move(folder.resolve("shipmate.yaml"), folder.resolve("other.yaml"));
            bench = new PipelineBench(new Origin.Run(file, "staging", "fake", "of-the-run"));
            bench.dryRun("build_images");
            bench.shipping.withRevision(1, ReleaseStatus.SUPERSEDED).withRevision(2, ReleaseStatus.DEPLOYED);
            bench.shipping.calls.clear();
        }

        @ParameterizedTest
        @CsvSource({
            "environment=staging, of-the-run",
            "namespace=of-the-run, of-the-run",
            "release=todo, of-the-run",
            "environment=dev, todo",
        })
        void itsReleaseIsMeantWhereverTheSessionIs(String argument, String namespace) {
            assertThat(bench.planned("uninstall_release", argument).changes())
                    .extracting(Change::namespace)
                    .containsExactly(namespace);
            assertThat(bench.planned("rollback_release", argument).changes())
                    .extracting(Change::namespace)
                    .containsExactly(namespace);
        }

        @Test
        void theUndoOfAChangeIsAboutTheSameRelease() {
            assertThat(bench.changed("deploy_app").undo())
                    .isEqualTo(new Undo.By(new ToolCall(
                            "rollback_release", Map.of("revision", 2, "release", "todo", "namespace", "of-the-run"))));
        }

        @Test
        void onAnotherContextNothingIsChanged() {
            bench.close();
            bench = new PipelineBench(new Origin.Run(file, "staging", "far", "of-the-run"));

            assertThat(bench.failed("uninstall_release").cause()).contains("context 'far'", "pinned to 'fake'");
            assertThat(bench.shipping.calls).isEmpty();
        }
    }

    @Nested
    class OfNoProject {
        @BeforeEach
        void serve() {
            var secrets = new ReleaseSecrets().with(1, "superseded", "").with(2, "deployed", "");
            bench.server.with(ReleaseSecrets.LIST, 200, secrets.list());
            bench.server.with("/api/v1/secrets", 200, secrets.list());
        }

        @Test
        void itIsRolledBackByHelmAlone() {
            ToolResult.Planned planned = bench.planned("rollback_release", "release=todo");
            assertThat(planned.changes()).containsExactly(new Change("release/todo", "todo", "revision", "2", "3"));
            assertThat(bench.helm.calls).isEmpty();

            ToolResult.Changed changed = bench.changed("rollback_release", "release=todo");
            assertThat(bench.helm.calls).containsExactly("rollback todo in namespace todo 1");
            assertThat(changed.undo())
                    .isEqualTo(new Undo.By(new ToolCall(
                            "rollback_release", Map.of("release", "todo", "namespace", "todo", "revision", 2))));
            assertThat(text(changed.blocks())).contains("as revision 1 was");
        }

        @Test
        void whatHelmSaysIsToldWhenItDoesNotWork() {
            bench.helm.rolledBack = new HelmOutcome.Cancelled("revision 3 is pending", "Roll back again.");

            assertThat(bench.failed("rollback_release", "release=todo").toString())
                    .contains("Cancelled: revision 3 is pending", "Roll back again");
        }

        @Test
        void itIsUninstalled() {
            assertThat(bench.planned("uninstall_release", "release=todo").losses())
                    .hasSize(2);
            assertThat(bench.changed("uninstall_release", "release=todo").changes())
                    .containsExactly(new Change("release/todo", "todo", "revision", "2", "none"));
            assertThat(bench.helm.calls).containsExactly("uninstall todo in namespace todo");
        }

        @Test
        void aChangeInAllNamespacesIsRefused() {
            assertThat(bench.failed("uninstall_release", "release=todo", "namespace=*")
                            .cause())
                    .contains("one namespace");
            assertThat(bench.helm.calls).isEmpty();
        }
    }
}
