package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.fake.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastingTroubleTest {
    private static final Finding QUOTA = finding("quota-exceeded", List.of());
    private static final Finding SLOW = finding("probe-refused", List.of());
    private static final Finding WRONG_PORT = finding(
            "probe-refused",
            List.of(new Remedy.UndoRollout("Take it back", new WorkloadName("deployment", "todo", "web"))));

    private final MutableClock clock = new MutableClock();
    private List<Finding> findings = List.of(QUOTA);
    private final LastingTrouble trouble = new LastingTrouble(() -> findings, clock);

    @Test
    void itCountsOnceItHasLasted() {
        assertThat(trouble.look()).isEmpty();
        clock.pass(Duration.ofSeconds(14));
        assertThat(trouble.look()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(trouble.look()).contains(QUOTA);
    }

    @Test
    void whatWentAwayIsCountedAnewWhenItComesBack() {
        trouble.look();
        clock.pass(Duration.ofSeconds(14));
        findings = List.of();
        trouble.look();
        findings = List.of(QUOTA);
        clock.pass(Duration.ofSeconds(1));
        assertThat(trouble.look()).isEmpty();
    }

    @Test
    void aProbeThatASlowProgramDoesNotAnswerYetIsNoReasonToGiveUp() {
        findings = List.of(SLOW);
        trouble.look();
        clock.pass(Duration.ofMinutes(5));
        assertThat(trouble.look()).isEmpty();
    }

    @Test
    void aProbeOnAPortThatIsKnownToBeWrongIs() {
        findings = List.of(WRONG_PORT);
        trouble.look();
        clock.pass(Duration.ofSeconds(15));
        assertThat(trouble.look()).contains(WRONG_PORT);
    }

    @Test
    void aVolumeMayTakeAMinute() {
        findings = List.of(finding("pvc-unbound", List.of()));
        trouble.look();
        clock.pass(Duration.ofSeconds(59));
        assertThat(trouble.look()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(trouble.look()).isPresent();
    }

    @Test
    void whoMayNotLookGoesOnWaiting() {
        var blind = new LastingTrouble(
                () -> {
                    throw new ClusterException(ClusterException.Code.FORBIDDEN, "no");
                },
                clock);
        assertThat(blind.look()).isEmpty();
    }

    private static Finding finding(String id, List<Remedy> remedies) {
        return Finding.of(id, "deployment/web", "todo", "something is wrong.", List.of(), "Mend it.")
                .withRemedies(remedies);
    }
}
