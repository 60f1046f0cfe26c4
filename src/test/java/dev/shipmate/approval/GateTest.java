package dev.shipmate.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private static final ClusterTarget LOCAL = new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true);
    private static final ClusterTarget REMOTE = new ClusterTarget("prod", "todo", "https://10.0.0.1:6443", false);
    private static final ApprovalPolicy YES = new ApprovalPolicy(true, false, false, Set.of());

    @ParameterizedTest
    @EnumSource(names = {"YES", "NO", "UNAVAILABLE"})
    void withoutAnythingAllowedTheUserDecides(Approval answer) {
        assertThat(new Gate(ApprovalPolicy.ASK).decide(scale(LOCAL), false, _ -> answer))
                .isEqualTo(answer);
    }

    @Test
    void yesInAdvanceNeverAsks() {
        Approver approver = mock(Approver.class);

        assertThat(new Gate(YES).decide(scale(LOCAL), false, approver)).isEqualTo(Approval.YES);
        verify(approver, never()).ask(any());
    }

    @Test
    void alwaysHoldsForThatToolUntilItIsForgotten() {
        Gate gate = new Gate(ApprovalPolicy.ASK);
        Deque<Approval> answers = new ArrayDeque<>(List.of(Approval.ALWAYS, Approval.NO, Approval.NO));

        assertThat(gate.decide(scale(LOCAL), false, _ -> answers.pop())).isEqualTo(Approval.YES);
        assertThat(gate.decide(scale(LOCAL), false, _ -> answers.pop())).isEqualTo(Approval.YES);
        assertThat(gate.decide(change("set_image", Effect.CHANGE, LOCAL), false, _ -> answers.pop()))
                .isEqualTo(Approval.NO);
        gate.forget();
        assertThat(gate.decide(scale(LOCAL), false, _ -> answers.pop())).isEqualTo(Approval.NO);
    }

    @Test
    void whatStandsAgainstAChangeIsNamed() {
        PlannedChange delete = change("delete", Effect.DESTROY, REMOTE);

        assertThat(new Gate(ApprovalPolicy.ASK).objections(delete, true)).containsExactly(Objection.values());
        assertThat(new Gate(YES).objections(delete, false))
                .containsExactly(Objection.DESTROYS, Objection.FOREIGN_CONTEXT);
        assertThat(new Gate(YES).objections(scale(LOCAL), true)).containsExactly(Objection.TAINTED);
        assertThat(new Gate(YES).objections(scale(LOCAL), false)).isEmpty();
    }

    @Nested
    class EvenWithYesInAdvanceItAsks {
        @Test
        void beforeAnythingIsDestroyed() {
            PlannedChange delete = change("delete", Effect.DESTROY, LOCAL);

            assertThat(new Gate(YES).decide(delete, false, Approver.NOBODY)).isEqualTo(Approval.UNAVAILABLE);
            assertThat(new Gate(new ApprovalPolicy(true, true, false, Set.of())).decide(delete, false, Approver.NOBODY))
                    .isEqualTo(Approval.YES);
        }

        @Test
        void afterUntrustedTextWasRead() {
            assertThat(new Gate(YES).decide(scale(LOCAL), true, Approver.NOBODY))
                    .isEqualTo(Approval.UNAVAILABLE);
            assertThat(new Gate(new ApprovalPolicy(true, false, true, Set.of()))
                            .decide(scale(LOCAL), true, Approver.NOBODY))
                    .isEqualTo(Approval.YES);
        }

        @Test
        void inAContextThatIsNeitherLocalNorAllowed() {
            assertThat(new Gate(YES).decide(scale(REMOTE), false, Approver.NOBODY))
                    .isEqualTo(Approval.UNAVAILABLE);
            assertThat(new Gate(new ApprovalPolicy(true, false, false, Set.of("prod")))
                            .decide(scale(REMOTE), false, Approver.NOBODY))
                    .isEqualTo(Approval.YES);
        }

        @Test
        void againForEachThingThatIsDestroyed() {
            Gate gate = new Gate(ApprovalPolicy.ASK);
            PlannedChange delete = change("delete", Effect.DESTROY, LOCAL);

            assertThat(gate.decide(delete, false, _ -> Approval.ALWAYS)).isEqualTo(Approval.YES);
            assertThat(gate.decide(delete, false, Approver.NOBODY)).isEqualTo(Approval.UNAVAILABLE);
        }
    }

    private static PlannedChange scale(ClusterTarget target) {
        return change("scale", Effect.CHANGE, target);
    }

    private static PlannedChange change(String tool, Effect effect, ClusterTarget target) {
        return new PlannedChange(
                new ToolCall(tool, Map.of("name", "web")), effect, target, List.of(), List.of(), List.of());
    }
}
