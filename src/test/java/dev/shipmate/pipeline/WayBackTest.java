package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WayBackTest {
    private final WayBack way = new WayBack(() -> Set.of(Instant.ofEpochSecond(99)));

    @Test
    void afterARollBackTheOneBeforeItsGoalIsGoneBackTo() {
        assertThat(numbers(
                        revision(1, ReleaseStatus.SUPERSEDED, ""),
                        revision(2, ReleaseStatus.SUPERSEDED, ""),
                        revision(3, ReleaseStatus.SUPERSEDED, ""),
                        revision(4, ReleaseStatus.DEPLOYED, "Rollback to 2")))
                .containsExactly(1);
    }

    @Test
    void withNothingBeforeItsGoalTheOneThatItLeftIsGoneBackTo() {
        assertThat(numbers(
                        revision(1, ReleaseStatus.SUPERSEDED, ""),
                        revision(10, ReleaseStatus.DEPLOYED, "Upgrade complete"),
                        revision(11, ReleaseStatus.DEPLOYED, "Rollback to 1")))
                .containsExactly(10);
    }

    @Test
    void oneThatWasLeftBecauseItWasBadIsNotGoneBackTo() {
        assertThat(numbers(
                        revision(1, ReleaseStatus.SUPERSEDED, ""),
                        revision(99, ReleaseStatus.SUPERSEDED, "Upgrade complete"),
                        revision(100, ReleaseStatus.DEPLOYED, "Rollback to 1")))
                .isEmpty();
    }

    @Test
    void afterARollBackThatFailedItsGoalIsStillGood() {
        assertThat(numbers(
                        revision(1, ReleaseStatus.SUPERSEDED, ""),
                        revision(2, ReleaseStatus.FAILED, ""),
                        revision(3, ReleaseStatus.FAILED, "Rollback \"todo\" failed: Rollback to 1")))
                .containsExactly(1);
    }

    private List<Integer> numbers(ReleaseRevision... revisions) {
        return way.lastGood(new ReleaseHistory(Arrays.asList(revisions), List.of())).stream()
                .map(ReleaseRevision::number)
                .toList();
    }

    private static ReleaseRevision revision(int number, ReleaseStatus status, String description) {
        return new ReleaseRevision(
                new ReleaseName("todo", "todo"),
                number,
                status,
                "todo",
                "0.1.0",
                "1.0",
                Instant.ofEpochSecond(number),
                description);
    }
}
