package dev.shipmate.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

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
    private static final Circumstances TAINTED = new Circumstances(true, false);
    private static final ApprovalPolicy YES = new ApprovalPolicy(true, false, false, Set.of());

    @ParameterizedTest
    @EnumSource(names = {"YES", "NO", "UNAVAILABLE"})
    void withoutAnythingAllowedTheUserDecides(Approval answer) {
        assertThat(new Gate(ApprovalPolicy.ASK)
                        .decide(scale(LOCAL), Circumstances.PLAIN, _ -> answer)
                        .approval())
                .isEqualTo(answer);
    }

    @Test
    void yesInAdvanceNeverAsks() {
        Approver approver = mock(Approver.class);

        assertThat(new Gate(YES).decide(scale(LOCAL), Circumstances.PLAIN, approver))
                .isEqualTo(new Ruling(Approval.YES, Authority.OPTIONS));
        verify(approver, never()).ask(any());
    }

    @Test
    void aPlanIsDecidedAsAWhole() {
        List<PlannedChange> plan = List.of(scale(LOCAL), change("delete", Effect.DESTROY, LOCAL));
        Approver approver = mock(Approver.class);
        when(approver.askAll(plan)).thenReturn(Approval.YES, Approval.UNAVAILABLE);

        assertThat(new Gate(YES).decideAll(plan, Circumstances.PLAIN, approver))
                .isEqualTo(new Ruling(Approval.YES, Authority.PERSON));
        assertThat(new Gate(YES).decideAll(plan, Circumstances.PLAIN, approver))
                .isEqualTo(new Ruling(Approval.UNAVAILABLE, Authority.NOBODY));
        verify(approver, never()).ask(any());
    }

    @Test
    void aPlanThatIsAllowedInAdvanceNeverAsks() {
        Approver approver = mock(Approver.class);

        assertThat(new Gate(YES).decideAll(List.of(scale(LOCAL), scale(LOCAL)), Circumstances.PLAIN, approver))
                .isEqualTo(new Ruling(Approval.YES, Authority.OPTIONS));
        verify(approver, never()).askAll(any());
    }

    @Test
    void whoHasNoQuestionForAPlanIsAskedAboutEachUntilANo() {
        Deque<Approval> answers = new ArrayDeque<>(List.of(Approval.YES, Approval.NO));
        Approver approver = _ -> answers.pop();

        assertThat(approver.askAll(List.of(scale(LOCAL), scale(LOCAL), scale(LOCAL))))
                .isEqualTo(Approval.NO);
        assertThat(answers).isEmpty();
    }

    @Test
    void alwaysHoldsForThatToolUntilItIsForgotten() {
        Gate gate = new Gate(ApprovalPolicy.ASK);
        Deque<Approval> answers = new ArrayDeque<>(List.of(Approval.ALWAYS, Approval.NO, Approval.NO));

        assertThat(gate.decide(scale(LOCAL), Circumstances.PLAIN, _ -> answers.pop()))
                .isEqualTo(new Ruling(Approval.ALWAYS, Authority.PERSON));
        assertThat(gate.decide(scale(LOCAL), Circumstances.PLAIN, _ -> answers.pop()))
                .isEqualTo(new Ruling(Approval.YES, Authority.EARLIER_ANSWER));
        assertThat(gate.decide(change("set_image", Effect.CHANGE, LOCAL), Circumstances.PLAIN, _ -> answers.pop())
                        .approval())
                .isEqualTo(Approval.NO);
        gate.forget();
        assertThat(gate.decide(scale(LOCAL), Circumstances.PLAIN, _ -> answers.pop())
                        .approval())
                .isEqualTo(Approval.NO);
    }

    @Test
    void aYesToAllOfATurnCoversItsChangesOnly() {
        Gate gate = new Gate(ApprovalPolicy.ASK);

        assertThat(gate.objections(scale(LOCAL), new Circumstances(false, true)))
                .isEmpty();
        assertThat(gate.objections(change("delete", Effect.DESTROY, LOCAL), new Circumstances(false, true)))
                .containsExactly(Objection.NOT_APPROVED, Objection.DESTROYS);
        assertThat(gate.objections(scale(LOCAL), new Circumstances(true, true))).containsExactly(Objection.TAINTED);
    }

    @Test
    void oneToolIsTakenBackAndTheOthersStay() {
        Gate gate = new Gate(ApprovalPolicy.ASK);
        gate.decide(scale(LOCAL), Circumstances.PLAIN, _ -> Approval.ALWAYS);
        gate.decide(change("set_image", Effect.CHANGE, LOCAL), Circumstances.PLAIN, _ -> Approval.ALWAYS);

        assertThat(gate.allowances().tools()).containsExactlyInAnyOrder("scale", "set_image");
        assertThat(gate.forget("scale")).isTrue();
        assertThat(gate.forget("scale")).isFalse();
        assertThat(gate.allowances().tools()).containsExactly("set_image");
    }

    @Test
    void whatStandsAgainstAChangeIsNamed() {
        PlannedChange delete = guarded(change("delete", Effect.DESTROY, REMOTE), "kube-system");

        assertThat(new Gate(ApprovalPolicy.ASK).objections(delete, TAINTED)).containsExactly(Objection.values());
        assertThat(new Gate(YES).objections(delete, Circumstances.PLAIN))
                .containsExactly(Objection.DESTROYS, Objection.FOREIGN_CONTEXT, Objection.PROTECTED);
        assertThat(new Gate(YES).objections(scale(LOCAL), TAINTED)).containsExactly(Objection.TAINTED);
        assertThat(new Gate(YES).objections(scale(LOCAL), Circumstances.PLAIN)).isEmpty();
    }

    @Nested
    class EvenWithYesInAdvanceItAsks {
        @Test
        void beforeAnythingIsDestroyed() {
            PlannedChange delete = change("delete", Effect.DESTROY, LOCAL);

            assertThat(new Gate(YES)
                            .decide(delete, Circumstances.PLAIN, Approver.NOBODY)
                            .approval())
                    .isEqualTo(Approval.UNAVAILABLE);
            assertThat(new Gate(new ApprovalPolicy(true, true, false, Set.of()))
                            .decide(delete, Circumstances.PLAIN, Approver.NOBODY)
                            .approval())
                    .isEqualTo(Approval.YES);
        }

        @Test
        void afterUntrustedTextWasRead() {
            assertThat(new Gate(YES)
                            .decide(scale(LOCAL), TAINTED, Approver.NOBODY)
                            .approval())
                    .isEqualTo(Approval.UNAVAILABLE);
            assertThat(new Gate(new ApprovalPolicy(true, false, true, Set.of()))
                            .decide(scale(LOCAL), TAINTED, Approver.NOBODY)
                            .approval())
                    .isEqualTo(Approval.YES);
        }

        @Test
        void inAContextThatIsNeitherLocalNorAllowed() {
            assertThat(new Gate(YES)
                            .decide(scale(REMOTE), Circumstances.PLAIN, Approver.NOBODY)
                            .approval())
                    .isEqualTo(Approval.UNAVAILABLE);
            assertThat(new Gate(new ApprovalPolicy(true, false, false, Set.of("prod")))
                            .decide(scale(REMOTE), Circumstances.PLAIN, Approver.NOBODY)
                            .approval())
                    .isEqualTo(Approval.YES);
        }

        @Test
        void inAProtectedNamespaceThatIsNotAllowed() {
            PlannedChange change = guarded(scale(LOCAL), "kube-system");

            assertThat(new Gate(YES).objections(change, Circumstances.PLAIN)).containsExactly(Objection.PROTECTED);
            assertThat(new Gate(new ApprovalPolicy(true, false, false, Set.of(), Set.of(), Set.of("kube-system")))
                            .objections(change, Circumstances.PLAIN))
                    .isEmpty();
            assertThat(new Gate(new ApprovalPolicy(true, false, false, Set.of(), Set.of(), Set.of("kube-system")))
                            .objections(guarded(scale(LOCAL), "kube-system", "prod"), Circumstances.PLAIN))
                    .containsExactly(Objection.PROTECTED);
        }

        @Test
        void onceAUserWantsEveryChangeConfirmed() {
            Gate gate = new Gate(YES);
            gate.confirm(true);

            assertThat(gate.objections(scale(LOCAL), new Circumstances(false, true)))
                    .containsExactly(Objection.NOT_APPROVED);
            gate.confirm(false);
            assertThat(gate.objections(scale(LOCAL), Circumstances.PLAIN)).isEmpty();
        }

        @Test
        void againForEachThingThatIsDestroyed() {
            Gate gate = new Gate(ApprovalPolicy.ASK);
            PlannedChange delete = change("delete", Effect.DESTROY, LOCAL);

            assertThat(gate.decide(delete, Circumstances.PLAIN, _ -> Approval.ALWAYS)
                            .allows())
                    .isTrue();
            assertThat(gate.decide(delete, Circumstances.PLAIN, Approver.NOBODY).approval())
                    .isEqualTo(Approval.UNAVAILABLE);
        }
    }

    private static PlannedChange guarded(PlannedChange change, String... namespaces) {
        return new PlannedChange(
                change.call(), change.effect(), change.target(), List.of(), List.of(), List.of(), List.of(namespaces));
    }

    private static PlannedChange scale(ClusterTarget target) {
        return change("scale", Effect.CHANGE, target);
    }

    private static PlannedChange change(String tool, Effect effect, ClusterTarget target) {
        return new PlannedChange(
                new ToolCall(tool, Map.of("name", "web")), effect, target, List.of(), List.of(), List.of());
    }
}
