package dev.shipmate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.redaction.PatternRedactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HelmProgramTest {
    private static final ReleaseName TODO = new ReleaseName("dev", "todo");
    private static final Path CHART = Path.of("/charts/todo");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String DEPLOYED =
            "echo '{\"name\":\"todo\",\"chart\":{\"metadata\":{\"version\":\"0.1.0\"},\"templates\":[{\"version\":9}]},"
                    + "\"manifest\":\"…\",\"version\":4,\"namespace\":\"dev\"}'";

    private final StandInHelm standIn;
    private final Path work;

    HelmProgramTest(@TempDir Path folder) {
        standIn = new StandInHelm(folder);
        work = folder.resolve("work");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.22.0", "v4.3.1"})
    void anUpgradeNamesEverythingAndWaitsForNothing(String version) {
        standIn.answer(version, DEPLOYED);

        assertThat(helm().upgrade(upgrade())).isEqualTo(new HelmOutcome.Deployed(4));

        assertThat(standIn.arguments())
                .startsWith("upgrade", "todo", "/charts/todo", "--install", "--create-namespace")
                .containsSequence("--timeout", "60s")
                .containsSequence("--kubeconfig", "/home/jane/config")
                .containsSequence("--kube-context", "lab")
                .containsSequence("--namespace", "dev")
                .containsSequence("--values", "/charts/todo/values-dev.yaml")
                .containsSequence("--description", "by Shipmate")
                .doesNotContain("--wait", "--atomic", "--rollback-on-failure", "--set");
    }

    @Test
    void settingsAreHandedOverInAPrivateFileThatIsGoneAfterwards() throws Exception {
        standIn.answer("v3.22.0", DEPLOYED);

        helm().upgrade(upgrade());

        assertThat(standIn.settings()).hasContent("{\"backend\":{\"image\":{\"tag\":\"123e456\"}}}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(standIn.settings())))
                .isEqualTo("rw-------");
        assertThat(standIn.arguments()).noneMatch(argument -> argument.contains("123e456"));
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aRenderedChartComesWithItsHooks() {
        standIn.answer("v3.22.0", "echo 'kind: Job'");

        assertThat(helm().template(chart())).isEqualTo(new HelmOutcome.Rendered("kind: Job\n", true));
        assertThat(standIn.arguments())
                .startsWith("template", "todo", "/charts/todo")
                .doesNotContain("--kube-context", "--validate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.13.0", "v3.22", "v4.3.1"})
    void aPreviewLooksThingsUpInTheCluster(String version) {
        standIn.answer(version, "echo 'kind: Job'");

        assertThat(helm().preview(chart(), true)).isEqualTo(new HelmOutcome.Rendered("kind: Job\n", true));
        assertThat(standIn.arguments())
                .startsWith("template", "todo", "/charts/todo", "--dry-run=server", "--is-upgrade")
                .containsSequence("--kube-context", "lab");
    }

    @Test
    void aHelmThatCannotLookUpWhileItRendersPreviewsWithoutTheCluster() {
        standIn.answer("v3.12.3", "echo 'kind: Job'");

        helm().preview(chart(), true);

        assertThat(standIn.arguments()).doesNotContain("--dry-run=server", "--kube-context");
    }

    @ParameterizedTest
    @CsvSource({
        "v3.22.0, job todo-migrate failed: BackoffLimitExceeded",
        "'v4.3.1', 'resource Job/dev/todo-migrate not ready. status: Failed, message: Job Failed. failed: 1/1'"
    })
    void aFailedHookIsNamed(String version, String why) {
        standIn.fails(version, "Error: UPGRADE FAILED: pre-upgrade hooks failed: " + why);

        assertThat(helm().upgrade(upgrade()))
                .isInstanceOfSatisfying(
                        HelmOutcome.HookFailed.class,
                        failed -> assertThat(failed.hook()).isEqualTo("job/todo-migrate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.22.0", "v4.3.1"})
    void aValueThatTheSchemaForbidsIsRejectedWithItsPath(String version) {
        standIn.fails(version, """
                Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):
                todo:
                - at '/replicas': got string, want integer
                """);

        assertThat(helm().upgrade(upgrade()))
                .isInstanceOfSatisfying(
                        HelmOutcome.Rejected.class,
                        rejected -> assertThat(rejected.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.where()).isEqualTo("replicas")));
    }

    /// On a terminal Ctrl-C reaches it as well, and may end it first.
    @Test
    void oneThatCtrlCEndedWasCancelledAndDidNotFail() {
        standIn.answer("v3.22.0", "exit 130");

        assertThat(helm().upgrade(upgrade())).isInstanceOf(HelmOutcome.Cancelled.class);
    }

    @Test
    void aRollbackNamesItsRevision() {
        standIn.answer("v3.22.0", "echo 'Rollback was a success! Happy Helming!'");

        assertThat(helm().rollback(TODO, 3, MINUTE)).isEqualTo(new HelmOutcome.Deployed(0));
        assertThat(standIn.arguments())
                .startsWith("rollback", "todo", "3")
                .containsSequence("--kube-context", "lab")
                .containsSequence("--namespace", "dev");
    }

    @Test
    void uninstallingWhatIsNotThereIsNoFailure() {
        standIn.fails("v3.22.0", "Error: uninstall: Release not loaded: todo: release: not found");

        assertThat(helm().uninstall(TODO, MINUTE)).isEqualTo(new HelmOutcome.Removed(false));
    }

    @Nested
    class WhenTheThreadIsInterrupted {
        @Test
        void helmIsAskedToEndAndTheFlagStays(@TempDir Path folder) throws Exception {
            standIn.answer("v3.22.0", """
                    trap 'echo asked >'%s/ended'; exit 1' TERM
                    touch '%s/started'
                    while :; do sleep 0.05; done""".formatted(folder, folder));
            var outcome = new CompletableFuture<HelmOutcome.Change>();
            var flag = new CompletableFuture<Boolean>();
            Helm helm = helm();
            Thread thread = Thread.ofVirtual().start(() -> {
                outcome.complete(helm.upgrade(upgrade()));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            while (!Files.exists(folder.resolve("started"))) {
                Thread.onSpinWait();
            }
            thread.interrupt();

            assertThat(outcome.join()).isInstanceOf(HelmOutcome.Cancelled.class);
            assertThat(flag.join()).isTrue();
            assertThat(folder.resolve("ended")).hasContent("asked");
            assertThat(work).isEmptyDirectory();
        }
    }

    @Nested
    class WhenTheVersionIsAsked {
        @ParameterizedTest
        @CsvSource({"v3.22.0, helm 3.22.0", "v4.3.1, helm 4.3.1", "v3.22, helm 3.22"})
        void helmOfTodayIsUsed(String version, String display) {
            standIn.answer(version, "");
            assertThat(version().usable()).isTrue();
            assertThat(version().display()).isEqualTo(display);
        }

        @Test
        void helmTwoIsTooOld() {
            standIn.answer("v2.17.0", "");
            assertThat(version().problem()).contains("helm 2.17.0 is older than 3");
        }

        @Test
        void aProgramOfThatNameThatIsNoHelmIsNotUsed() {
            standIn.answer("hello", "");
            assertThat(version().usable()).isFalse();
        }

        @Test
        void aMissingProgramIsToldAsSuch() {
            assertThat(HelmVersion.of(new ProgramRunner(), "no-helm-anywhere").problem())
                    .contains("'no-helm-anywhere'");
        }
    }

    private HelmVersion version() {
        return HelmVersion.of(new ProgramRunner(), standIn.program().toString());
    }

    private Helm helm() {
        return new HelmProgram(
                new ProgramRunner(),
                version(),
                new ClusterOptions("/home/jane/config", "lab", "", ""),
                work,
                new HelmMessages(new PatternRedactor()));
    }

    private static ChartRequest chart() {
        return new ChartRequest(
                CHART,
                TODO,
                List.of(CHART.resolve("values-dev.yaml")),
                List.of(Setting.text("backend.image.tag", "123e456")));
    }

    private static UpgradeRequest upgrade() {
        return new UpgradeRequest(chart(), MINUTE, "by Shipmate");
    }
}
