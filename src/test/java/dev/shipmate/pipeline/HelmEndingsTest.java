package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HelmEndingsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ReleaseHistory FAILED_AFTER_GOOD = new ReleaseHistory(
            List.of(revision(1, ReleaseStatus.SUPERSEDED), revision(2, ReleaseStatus.FAILED)), List.of());

    private final HelmEndings endings = new HelmEndings(Clock.fixed(NOW, ZoneOffset.UTC), new WayBack(Set::of));

    @Test
    void aStuckReleaseIsToldWithItsAge() {
        var stuck = new HelmOutcome.Stuck(
                3, ReleaseStatus.PENDING_UPGRADE, NOW.minusSeconds(600), "Roll back to revision 2.");

        assertThat(endings.of(stuck, FAILED_AFTER_GOOD))
                .isEqualTo(new StepOutcome.Failed(
                        "Revision 3 of the release is pending-upgrade, since 10 min: a Helm is at work on it, or was "
                                + "ended while it was.",
                        "Roll back to revision 2."));
    }

    @Test
    void aFailedHookIsNamedAndTheWayBackToo() {
        var failed = new HelmOutcome.HookFailed("job/migrate", "pre-upgrade hooks failed: job failed", "Read its log.");

        assertThat(endings.of(failed, FAILED_AFTER_GOOD)).isInstanceOfSatisfying(StepOutcome.Failed.class, told -> {
            assertThat(told.cause()).startsWith("The hook job/migrate failed");
            assertThat(told.suggestion())
                    .isEqualTo("Read its log. Or go back to revision 1, the last good one: shipmate rollback 1");
            assertThat(told.evidence()).containsExactly("pre-upgrade hooks failed: job failed");
        });
    }

    @Test
    void onlyTheFirstLineIsTheCause() {
        var failed = new HelmOutcome.Failed("Cannot deploy shop: conflict\nwith another field", "Set it.");

        assertThat(endings.of(failed, new ReleaseHistory(List.of(), List.of())))
                .isEqualTo(new StepOutcome.Failed(
                        "Cannot deploy shop: conflict", "Set it.", List.of("with another field")));
    }

    @Test
    void whatACancelledUpgradeLeftIsTold() {
        assertThat(endings.of(new HelmOutcome.Cancelled("Revision 2 is failed.", "Deploy again."), FAILED_AFTER_GOOD))
                .isEqualTo(new StepOutcome.Cancelled("Revision 2 is failed. Deploy again."));
    }

    private static ReleaseRevision revision(int number, ReleaseStatus status) {
        return new ReleaseRevision(new ReleaseName("todo", "shop"), number, status, "shop", "0.1.0", "", NOW, "");
    }
}
