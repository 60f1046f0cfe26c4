package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.Setting;
import dev.shipmate.helm.TinyChart;
import dev.shipmate.helm.UpgradeRequest;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.redaction.PatternRedactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A small chart through its whole life on a real cluster, with the program and with the embedded Helm.
@Tag("e2e")
@ParameterizedClass
@EnumSource
class HelmTest {
    private static final Duration HOOK_LIMIT = Duration.ofMinutes(1);

    enum Which {
        PROGRAM,
        EMBEDDED
    }

    @Parameter
    private Which which;

    @TempDir
    private Path folder;

    private final PatternRedactor redactor = new PatternRedactor();
    private final Cluster cluster = Cluster.open(ClusterOptions.usual());
    private final Releases releases = new Releases(cluster, redactor);

    @AfterEach
    void deleteTheNamespace() {
        kubectl()
                .call(
                        "delete",
                        "namespace",
                        release().namespace(),
                        "--ignore-not-found",
                        "--wait=true",
                        "--timeout=80s");
        cluster.close();
    }

    @Test
    void aReleaseLivesFromInstallToUninstall() {
        Helm helm = helm();

        assertThat(helm.upgrade(upgrade())).isEqualTo(new HelmOutcome.Deployed(1));
        assertThat(greeting()).isEqualTo("hello");
        assertThat(helm.preview(upgrade().chart(), true))
                .isInstanceOfSatisfying(
                        HelmOutcome.Rendered.class,
                        rendered -> assertThat(rendered.manifest()).doesNotContain("listed: \"0\""));
        assertThat(helm.upgrade(upgrade(Setting.text("greeting", "null")))).isEqualTo(new HelmOutcome.Deployed(2));
        assertThat(greeting()).isEqualTo("null");
        assertThat(helm.upgrade(upgrade(Setting.text("replicas", "many"))))
                .isInstanceOfSatisfying(
                        HelmOutcome.Rejected.class,
                        rejected -> assertThat(rejected.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.where()).isEqualTo("replicas")));
        assertThat(helm.upgrade(upgrade(Setting.text("hook", "exit 3"))))
                .isInstanceOfSatisfying(
                        HelmOutcome.HookFailed.class,
                        failed -> assertThat(failed.hook()).isEqualTo("job/tiny-migrate"));
        assertThat(statuses()).containsExactly(ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED, ReleaseStatus.FAILED);

        assertThat(helm.rollback(release(), 1, HOOK_LIMIT)).isEqualTo(new HelmOutcome.Deployed(4));
        assertThat(greeting()).isEqualTo("hello");
        assertThat(releases.diff(release(), 1, 4).orElseThrow().changes()).isEmpty();
        assertThat(releases.diff(release(), 1, 2).orElseThrow().changes()).hasSize(1);
        assertThat(releases.images(release().namespace()).images())
                .containsExactly(System.getProperty("shipmate.e2e.image"));

        assertThat(helm.uninstall(release(), HOOK_LIMIT)).isEqualTo(new HelmOutcome.Removed(true));
        assertThat(helm.uninstall(release(), HOOK_LIMIT)).isEqualTo(new HelmOutcome.Removed(false));
    }

    @Test
    void aReleaseWhoseHelmWasKilledIsStuckAndARollbackIsTheWayOut() {
        Helm helm = helm();
        assertThat(helm.upgrade(upgrade())).isEqualTo(new HelmOutcome.Deployed(1));

        var killed = new CompletableFuture<HelmOutcome.Change>();
        Thread.ofVirtual().start(() -> killed.complete(helm.upgrade(upgrade(Setting.text("hook", "sleep 50")))));
        kubectl().await("the upgrade waits for its hook", () -> statuses().contains(ReleaseStatus.PENDING_UPGRADE));
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);

        assertThat(killed.join())
                .isInstanceOfSatisfying(
                        HelmOutcome.Failed.class,
                        failed -> assertThat(failed.cause()).contains("Revision 2 was left pending-upgrade"));
        assertThat(helm.upgrade(upgrade())).isInstanceOfSatisfying(HelmOutcome.Stuck.class, stuck -> {
            assertThat(stuck.revision()).isEqualTo(2);
            assertThat(stuck.suggestion()).contains("roll back to revision 1");
        });
        assertThat(helm.rollback(release(), 1, HOOK_LIMIT)).isEqualTo(new HelmOutcome.Deployed(3));
        assertThat(helm.upgrade(upgrade())).isEqualTo(new HelmOutcome.Deployed(4));
    }

    @Test
    void aCancelledUpgradeTellsWhatItLeft() throws InterruptedException {
        Helm helm = helm();
        assertThat(helm.upgrade(upgrade())).isEqualTo(new HelmOutcome.Deployed(1));
        var outcome = new CompletableFuture<HelmOutcome.Change>();
        Thread thread = Thread.ofVirtual()
                .start(() -> outcome.complete(helm.upgrade(upgrade(Setting.text("hook", "sleep 50")))));
        kubectl().await("the upgrade waits for its hook", () -> statuses().contains(ReleaseStatus.PENDING_UPGRADE));

        thread.interrupt();

        assertThat(outcome.join()).isInstanceOfSatisfying(HelmOutcome.Cancelled.class, cancelled -> {
            assertThat(cancelled.state())
                    .contains("Revision 2 ", statuses().getLast().display());
            assertThat(cancelled.suggestion()).contains("roll back to revision 1");
        });
        assertThat(statuses().getLast())
                .isEqualTo(
                        switch (which) {
                            case PROGRAM -> ReleaseStatus.FAILED;
                            case EMBEDDED -> ReleaseStatus.PENDING_UPGRADE;
                        });
    }

    private List<ReleaseStatus> statuses() {
        return releases.history(release()).revisions().stream()
                .map(ReleaseRevision::status)
                .toList();
    }

    private String greeting() {
        return kubectl().field("configmap", "tiny-config", ".data.greeting");
    }

    private UpgradeRequest upgrade(Setting... settings) {
        Path chart = folder.resolve("tiny");
        var all = new ArrayList<>(List.of(settings));
        all.add(Setting.text("image", System.getProperty("shipmate.e2e.image")));
        return new UpgradeRequest(new ChartRequest(chart, release(), List.of(), all), HOOK_LIMIT, "");
    }

    private Helm helm() {
        TinyChart.in(folder);
        var runner = new ProgramRunner();
        Path work = folder.resolve("work");
        HelmChoice choice = switch (which) {
            case PROGRAM -> HelmChoice.make(runner, ClusterOptions.usual(), cluster, redactor, work);
            case EMBEDDED -> HelmChoice.embedded(runner, ClusterOptions.usual(), cluster, redactor, work);
        };
        assertThat(choice)
                .isInstanceOfSatisfying(
                        HelmChoice.Chosen.class,
                        chosen -> assertThat(chosen.reason())
                                .contains(which == Which.PROGRAM ? "on the PATH" : "embedded"));
        return ((HelmChoice.Chosen) choice).helm();
    }

    private ReleaseName release() {
        return new ReleaseName(which == Which.PROGRAM ? "ship-helm-program" : "ship-helm-embedded", "tiny");
    }

    private Kubectl kubectl() {
        return new Kubectl(release().namespace());
    }
}
