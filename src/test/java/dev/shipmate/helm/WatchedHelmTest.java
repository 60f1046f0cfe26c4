package dev.shipmate.helm;

import static dev.shipmate.helm.ReleaseSecrets.TODO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.redaction.PatternRedactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedHelmTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeApiServer server = new FakeApiServer();
    private final Releases releases = new Releases(server.cluster(), new PatternRedactor());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending-upgrade", "pending-rollback"})
    void aStuckReleaseIsLeftAloneAndTheWayBackIsNamed(String status) {
        serve(new ReleaseSecrets()
                .with(1, "superseded", "")
                .with(2, "deployed", "")
                .with(3, "failed", "")
                .with(4, status, ""));

        assertThat(helm(WatchedHelmTest::unreached).upgrade(upgrade()))
                .isEqualTo(
                        new HelmOutcome.Stuck(
                                4,
                                ReleaseStatus.of(status),
                                Instant.parse("2026-11-24T08:00:00.123456789Z"),
                                "If no other Helm is at work on it, roll back to revision 2, the last good one, then deploy again."));
    }

    @Test
    void aFirstInstallThatIsStuckCanOnlyBeUninstalled() {
        serve(new ReleaseSecrets().with(1, "pending-install", ""));

        assertThat(helm(WatchedHelmTest::unreached).upgrade(upgrade()))
                .isInstanceOfSatisfying(
                        HelmOutcome.Stuck.class,
                        stuck -> assertThat(stuck.suggestion()).contains("uninstall the release"));
    }

    @Test
    void aStuckReleaseCanBeRolledBack() {
        serve(new ReleaseSecrets().with(1, "deployed", "").with(2, "pending-upgrade", ""));

        assertThat(helm(() -> new HelmOutcome.Deployed(3)).rollback(TODO, 1, MINUTE))
                .isEqualTo(new HelmOutcome.Deployed(3));
    }

    @Test
    void aRevisionThatIsNotKeptIsNotRolledBackTo() {
        serve(new ReleaseSecrets().with(1, "superseded", "").with(2, "deployed", ""));

        assertThat(helm(WatchedHelmTest::unreached).rollback(TODO, 7, MINUTE))
                .isEqualTo(new HelmOutcome.Failed(
                        "Cannot roll back todo in namespace todo: there is no revision 7.",
                        "It has: 1 (superseded), 2 (deployed)."));
    }

    @Test
    void aNumberThatHelmDoesNotTellIsReadFromTheRelease() {
        serve(new ReleaseSecrets().with(1, "superseded", "").with(2, "deployed", ""));

        assertThat(helm(() -> new HelmOutcome.Deployed(0)).rollback(TODO, 1, MINUTE))
                .isEqualTo(new HelmOutcome.Deployed(2));
    }

    @Test
    void aCancelledChangeTellsWhatItLeftAndKeepsTheFlag() {
        serve(new ReleaseSecrets().with(1, "deployed", "").with(2, "failed", ""));

        HelmOutcome.Change outcome = helm(() -> {
                    Thread.currentThread().interrupt();
                    return new HelmOutcome.Cancelled("", "");
                })
                .upgrade(upgrade());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome)
                .isEqualTo(new HelmOutcome.Cancelled(
                        "Revision 2 is failed.", "Deploy again, or roll back to revision 1."));
    }

    @Test
    void aChangeThatBrokeOffTellsThatItLeftTheReleaseStuck() {
        serve(new ReleaseSecrets().with(1, "deployed", ""));
        Helm helm = helm(() -> {
            serve(new ReleaseSecrets().with(1, "deployed", "").with(2, "pending-upgrade", ""));
            return new HelmOutcome.Failed("It took too long.", "Try again.");
        });

        assertThat(helm.upgrade(upgrade())).isInstanceOfSatisfying(HelmOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("It took too long. Revision 2 was left pending-upgrade.");
            assertThat(failed.suggestion()).contains("roll back to revision 1");
        });
    }

    @Test
    void aHookThatHelmDoesNotNameIsFoundInTheRelease() {
        String hooks = """
                [{"name": "ok", "kind": "Job", "last_run": {"phase": "Succeeded"}},
                 {"name": "todo-migrate", "kind": "Job", "last_run": {"phase": "Failed"}}]""";
        serve(new ReleaseSecrets().with(1, "failed", "", "{}", hooks));
        server.with(ReleaseSecrets.path(1), 200, ReleaseSecrets.secret(1, "failed", "", "{}", hooks));

        assertThat(helm(() -> new HelmOutcome.HookFailed("", "timed out", "…")).upgrade(upgrade()))
                .isEqualTo(new HelmOutcome.HookFailed("job/todo-migrate", "timed out", "…"));
    }

    @Test
    void aClusterThatDoesNotAnswerIsNotChanged() {
        server.with(ReleaseSecrets.LIST, 403, "{\"message\": \"secrets is forbidden\"}");

        assertThat(helm(WatchedHelmTest::unreached).upgrade(upgrade()))
                .isInstanceOfSatisfying(
                        HelmOutcome.Failed.class,
                        failed -> assertThat(failed.cause()).contains("Cannot look at release todo", "forbidden"));
    }

    @Test
    void aDiskThatTakesNoFilesIsToldAsSuch() {
        serve(new ReleaseSecrets());

        assertThat(helm(() -> {
                            throw new UncheckedIOException(new IOException("/state: no space left on device"));
                        })
                        .upgrade(upgrade()))
                .isInstanceOfSatisfying(
                        HelmOutcome.Failed.class,
                        failed -> assertThat(failed.cause()).endsWith("/state: no space left on device"));
    }

    @Test
    void aSettingThatMeansNothingIsRejectedBeforeHelmIsAsked() {
        var chart = new ChartRequest(Path.of("chart"), TODO, List.of(), List.of(Setting.text("a[0]", "b")));

        assertThat(helm(WatchedHelmTest::unreached).upgrade(new UpgradeRequest(chart, MINUTE, "")))
                .isInstanceOf(HelmOutcome.Rejected.class);
    }

    private static HelmOutcome.Change unreached() {
        throw new AssertionError("Helm was asked to change the release.");
    }

    private static UpgradeRequest upgrade() {
        return new UpgradeRequest(new ChartRequest(Path.of("chart"), TODO, List.of(), List.of()), MINUTE, "");
    }

    private void serve(ReleaseSecrets secrets) {
        server.with(ReleaseSecrets.LIST, 200, secrets.list());
    }

    private Helm helm(Supplier<HelmOutcome.Change> change) {
        return new WatchedHelm(new FixedHelm(change), releases);
    }

    /// Every change ends in the same way.
    private record FixedHelm(Supplier<HelmOutcome.Change> change) implements Helm {
        @Override
        public String display() {
            return "a fake";
        }

        @Override
        public HelmOutcome.Linting lint(ChartRequest request) {
            return new HelmOutcome.Sound(List.of());
        }

        @Override
        public HelmOutcome.Rendering template(ChartRequest request) {
            return new HelmOutcome.Rendered("", true);
        }

        @Override
        public HelmOutcome.Rendering preview(ChartRequest request, boolean upgrade) {
            return new HelmOutcome.Rendered("", true);
        }

        @Override
        public HelmOutcome.Change upgrade(UpgradeRequest request) {
            return change.get();
        }

        @Override
        public HelmOutcome.Change rollback(ReleaseName release, int revision, Duration limit) {
            return change.get();
        }

        @Override
        public HelmOutcome.Removal uninstall(ReleaseName release, Duration limit) {
            return new HelmOutcome.Removed(true);
        }
    }
}
