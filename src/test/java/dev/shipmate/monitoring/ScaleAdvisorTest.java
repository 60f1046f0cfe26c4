package dev.shipmate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.monitoring.Adjustment.Bound;
import dev.shipmate.monitoring.Adjustment.Replicas;
import dev.shipmate.monitoring.Adjustment.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScaleAdvisorTest {
    private static final long MEBI = 1L << 20;
    private static final String ROOM = "the nodes have room for plenty";

    private String kind = "deployment";
    private int replicas = 2;
    private int ready = 2;
    private long cpuRequest = 100;
    private long cpuLimit;
    private long memoryRequest = 128 * MEBI;
    private long memoryLimit = 256 * MEBI;
    private long cpuUsed = 50;
    private long memoryUsed = 100 * MEBI;
    private boolean measured = true;
    private Set<String> killed = Set.of();
    private final List<Autoscaler> autoscalers = new ArrayList<>();
    private final List<Cap> caps = new ArrayList<>(List.of(new Cap(50, ROOM)));
    private final Ceilings ceilings = new Ceilings();

    @Nested
    class WhenTheLoadIsLow {
        @Test
        void nothingIsChangedAndTheAnswerSaysWhatIsNeeded() {
            ScaleProposal proposal = fitting();

            assertThat(proposal.adjustments()).isEmpty();
            assertThat(proposal.verdict())
                    .isEqualTo(
                            "deployment/web in namespace todo should stay as it is: its load needs 2 pods, and it has 2.");
            assertThat(proposal.reasons())
                    .contains(
                            "Measured over 30 seconds (3 measurements of 2 pods): each pod used 50m CPU on average, and"
                                    + " 100Mi memory at most.")
                    .anyMatch(reason -> reason.startsWith("With 3 pods, each would have 34m CPU"));
        }

        @Test
        void fewerAreNeverProposed() {
            replicas = 6;
            ready = 6;
            cpuUsed = 5;

            ScaleProposal proposal = fitting();

            assertThat(proposal.adjustments()).isEmpty();
            assertThat(proposal.reasons())
                    .anyMatch(reason -> reason.contains("this load needs 1 pod. A look this short"));
        }

        @Test
        void roomForMoreIsOneMorePod() {
            assertThat(more().adjustments()).containsExactly(new Replicas(2, 3, "room for more load than there is"));
        }
    }

    @Nested
    class WhenTheLoadIsHigh {
        @Test
        void asManyArePropsedAsKeepEachAtTheTarget() {
            cpuUsed = 100;

            assertThat(fitting().adjustments()).containsExactly(new Replicas(2, 3, "this load needs 3 pods"));
        }

        @Test
        void moreThanTwiceAsManyWaitForTheNextLook() {
            cpuUsed = 900;
            cpuRequest = 100;
            cpuLimit = 2_000;

            assertThat(more().adjustments()).contains(new Replicas(2, 4, "this load needs 26 pods"));
        }

        @Test
        void theNumberStaysWithinWhatTheClusterCanTake() {
            cpuUsed = 140;
            caps.add(new Cap(3, "quota small has room for 1 more pod"));

            assertThat(more().adjustments())
                    .containsExactly(new Replicas(2, 3, "4 would be better, but quota small has room for 1 more pod"));
        }

        @Test
        void whereNotOneMoreFitsTheReasonIsGiven() {
            cpuUsed = 140;
            caps.add(new Cap(2, "the nodes have room for 0 more pods"));

            ScaleProposal proposal = more();

            assertThat(proposal.adjustments()).isEmpty();
            assertThat(proposal.blocked())
                    .isEqualTo("there cannot be more than 2 pods: the nodes have room for 0 more pods");
        }
    }

    @Nested
    class WhenAnAutoscalerSetsTheNumber {
        @Test
        void itIsLeftAloneWhileItHasRoom() {
            autoscalers.add(new Autoscaler("web", 1, 5, ""));
            cpuUsed = 60;

            ScaleProposal proposal = fitting();

            assertThat(proposal.adjustments()).isEmpty();
            assertThat(proposal.verdict()).contains("hpa/web adds up to 5 when the load grows");
        }

        @Test
        void itsUpperBoundIsRaisedWhenItHasReachedIt() {
            autoscalers.add(new Autoscaler("web", 1, 2, ""));
            cpuUsed = 100;

            assertThat(fitting().adjustments())
                    .containsExactly(new Bound("web", "maxReplicas", 2, 3, "this load needs 3 pods"));
        }

        @Test
        void itsLowerBoundIsRaisedToHaveRoomAtOnce() {
            autoscalers.add(new Autoscaler("web", 2, 6, ""));

            assertThat(more().adjustments())
                    .containsExactly(new Bound("web", "minReplicas", 2, 3, "room for more load than there is"));
        }
    }

    @Nested
    class WhenMorePodsWouldNotHelp {
        @Test
        void podsThatAreNotReadyAreNotMultiplied() {
            ready = 0;

            ScaleProposal proposal = more();

            assertThat(proposal.adjustments()).isEmpty();
            assertThat(proposal.blocked()).startsWith("none of its pods is ready");
        }

        @Test
        void aDaemonSetHasNoNumberOfReplicas() {
            kind = "daemonset";

            assertThat(more().blocked()).startsWith("a daemon set runs one pod on each node");
        }
    }

    @Nested
    class WhenResourcesAreShort {
        @Test
        void aContainerThatWasKilledGetsTwiceItsMemory() {
            killed = Set.of("web");
            ready = 0;
            measured = false;

            assertThat(more().adjustments())
                    .containsExactly(new Setting(
                            "web", "limits", "memory", 256 * MEBI, 512 * MEBI, "it was killed because it needed more"));
        }

        @Test
        void butNoMoreThanIsAllowed() {
            killed = Set.of("web");
            ceilings.limitTotal("limits.memory", 300 * MEBI, "limit range small allows no more");

            assertThat(more().adjustments())
                    .contains(new Setting(
                            "web",
                            "limits",
                            "memory",
                            256 * MEBI,
                            288 * MEBI,
                            "it was killed because it needed more; more is not possible, because limit range small"
                                    + " allows no more"));
        }

        @Test
        void aLimitThatIsNearlyReachedIsRaised() {
            memoryUsed = 250 * MEBI;
            memoryRequest = 256 * MEBI;

            assertThat(fitting().adjustments())
                    .containsExactly(new Setting("web", "limits", "memory", 256 * MEBI, 384 * MEBI, "it used 250Mi"));
        }

        @Test
        void aRequestThatIsMissingIsSetFromUse() {
            cpuRequest = 0;
            memoryRequest = 0;
            memoryLimit = 0;

            ScaleProposal proposal = fitting();

            assertThat(proposal.adjustments().stream().map(Adjustment::what))
                    .containsExactly("memory request of container web", "cpu request of container web");
            assertThat(proposal.adjustments().stream().map(Adjustment::after)).containsExactly("144Mi", "70m");
            assertThat(proposal.reasons()).anyMatch(reason -> reason.startsWith("Its containers request no CPU"));
        }

        @Test
        void whoWantsMorePodsGetsNoOtherTemplate() {
            cpuRequest = 0;
            memoryRequest = 0;

            assertThat(more().adjustments()).containsExactly(new Replicas(2, 3, "room for more load than there is"));
        }
    }

    @Test
    void withoutMeasurementsRoomIsStillOneMoreAndTheReasonIsSaid() {
        measured = false;

        ScaleProposal proposal = more();

        assertThat(proposal.adjustments()).containsExactly(new Replicas(2, 3, "room for more load than there is"));
        assertThat(proposal.reasons()).contains("Nothing was measured: there is no metrics server in this cluster.");
    }

    @Test
    void aWorkloadOfNoPodsIsStarted() {
        replicas = 0;
        ready = 0;
        measured = false;

        assertThat(more().adjustments()).containsExactly(new Replicas(0, 1, "room for more load than there is"));
        assertThat(fitting().adjustments()).isEmpty();
    }

    private ScaleProposal fitting() {
        return new ScaleAdvisor(facts(), false).advise();
    }

    private ScaleProposal more() {
        return new ScaleAdvisor(facts(), true).advise();
    }

    private ScaleFacts facts() {
        Observation observation = measured
                ? new Observation.Measured(new ObservedUsage(
                        replicas,
                        3,
                        Duration.ofSeconds(30),
                        cpuUsed * replicas,
                        memoryUsed,
                        List.of(new ContainerUse("web", cpuUsed, cpuUsed, memoryUsed))))
                : new Observation.Unmeasured("there is no metrics server in this cluster");
        return new ScaleFacts(
                workload(),
                List.of(new ContainerSettings("web", cpuRequest, cpuLimit, memoryRequest, memoryLimit)),
                observation,
                killed,
                autoscalers,
                caps,
                ceilings,
                List.of());
    }

    private WorkloadView workload() {
        return new WorkloadView(
                new WorkloadName(kind, "todo", "web"),
                replicas,
                replicas,
                ready,
                replicas,
                ready,
                1,
                1,
                false,
                "app=web",
                List.of(),
                List.of(),
                Instant.EPOCH);
    }
}
