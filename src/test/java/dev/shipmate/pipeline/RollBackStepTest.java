package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.pipeline.RollBackStep.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollBackStepTest {
    private static final ReleaseName TODO = new ReleaseName("todo", "todo");

    /// No run has seen one fail.
    private static final WayBack HELMS = new WayBack(Set::of);

    /// When the fake Helm began its second revision.
    private static final Instant BEGUN = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void withoutANumberTheLastGoodOneBeforeTheNewestIsMeant() {
        ReleaseHistory history = history(ReleaseStatus.SUPERSEDED, ReleaseStatus.FAILED, ReleaseStatus.DEPLOYED);

        assertThat(RollBackStep.target(history, HELMS, 0))
                .isInstanceOfSatisfying(
                        Target.To.class,
                        to -> assertThat(to.revision().number()).isEqualTo(1));
    }

    @Test
    void aRevisionThatWasSeenToFailIsNotGoneBackTo() {
        ReleaseHistory history = history(ReleaseStatus.SUPERSEDED, ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);
        var way = new WayBack(() -> Set.of(Instant.ofEpochSecond(2)));

        assertThat(RollBackStep.target(history, way, 0))
                .isInstanceOfSatisfying(
                        Target.To.class,
                        to -> assertThat(to.revision().number()).isEqualTo(1));
    }

    @Test
    void aRevisionThatHadToBeMendedIsGoneBackToOnlyWhenThereIsNoOther() {
        var mended = new WayBack(() -> Set.of(Instant.ofEpochSecond(2)), Set::of);
        ReleaseHistory three = history(ReleaseStatus.SUPERSEDED, ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);
        ReleaseHistory two = history(ReleaseStatus.FAILED, ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);

        assertThat(mended.lastGood(three).orElseThrow().number()).isEqualTo(1);
        assertThat(mended.lastGood(two).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aNumberThatIsNotKeptIsToldWithThoseThatAre() {
        assertThat(RollBackStep.target(history(ReleaseStatus.DEPLOYED), HELMS, 7))
                .isEqualTo(new Target.None(
                        "There is no revision 7 of todo in namespace todo.", "There are: 1 (deployed)."));
    }

    @Test
    void aFirstInstallThatFailedCanOnlyBeUninstalled() {
        assertThat(RollBackStep.target(history(ReleaseStatus.FAILED), HELMS, 0))
                .isEqualTo(new Target.None(
                        "No revision before 1 is known to be good.", "Uninstall the release, then deploy again."));
    }

    @Test
    void withoutAReleaseThereIsNothingToRollBack() {
        try (var bench = new ShippingBench(folder)) {
            var step = new RollBackStep(bench.shipment(), bench.equipment(), HELMS, 0, new RunNotes(Map.of()));

            assertThat(step.run(new HeardProgress()))
                    .isEqualTo(new StepOutcome.Failed("There is no release to roll back.", "Deploy it first."));
            assertThat(bench.helm().calls()).isEmpty();
        }
    }

    @Test
    void anotherHelmThatIsAtWorkIsWaitedForBeforeGoingBack() {
        try (var bench = new ShippingBench(folder)) {
            pendingRevision(bench);
            var heard = new ArrayList<String>();
            StepOutcome outcome = rollBack(bench, BEGUN.plusSeconds(10)).run(new StepProgress() {
                @Override
                public void doing(String what) {
                    heard.add(what);
                    Thread.currentThread().interrupt();
                }

                @Override
                public void output(String line) {}
            });

            assertThat(Thread.interrupted()).isTrue();
            assertThat(heard).containsExactly("waiting for the Helm that is at work on the release");
            assertThat(outcome).isEqualTo(new StepOutcome.Cancelled("The release was not touched."));
            assertThat(bench.helm().calls()).isEmpty();
        }
    }

    @Test
    void aRevisionThatWasLeftPendingIsGoneBackFrom() {
        try (var bench = new ShippingBench(folder)) {
            pendingRevision(bench);
            var heard = new HeardProgress();
            rollBack(bench, BEGUN.plusSeconds(60)).run(heard);

            assertThat(heard.doing()).first().isEqualTo("looking for the images of revision 1");
        }
    }

    private static RollBackStep rollBack(ShippingBench bench, Instant now) {
        var equipment = bench.equipment(Clock.fixed(now, ZoneOffset.UTC));
        return new RollBackStep(bench.shipment(), equipment, HELMS, 1, new RunNotes(Map.of()));
    }

    private static void pendingRevision(ShippingBench bench) {
        bench.helm().keep(1, "superseded");
        bench.helm().keep(2, "pending-upgrade");
    }

    private static ReleaseHistory history(ReleaseStatus... statuses) {
        return new ReleaseHistory(
                IntStream.range(0, statuses.length)
                        .mapToObj(at -> new ReleaseRevision(
                                TODO, at + 1, statuses[at], "todo", "0.1.0", "1.0", Instant.ofEpochSecond(at + 1), ""))
                        .toList(),
                List.of());
    }
}
