package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Approver;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several changes in one question are one plan.
class PlanTurnTest extends TurnTest {
    private static final Candidate API = new Candidate(
            new ToolCall("resize", Map.of("name", "api", "replicas", 2)), Effect.CHANGE, 0.95, List.of(), true);

    private final List<List<PlannedChange>> plans = new ArrayList<>();
    private final Deque<Approval> answers = new ArrayDeque<>();
    private final Approver person = new Approver() {
        @Override
        public Approval ask(PlannedChange change) {
            asked.add(change);
            return answers.pop();
        }

        @Override
        public Approval askAll(List<PlannedChange> plan) {
            plans.add(plan);
            return answers.pop();
        }
    };

    @BeforeEach
    void twoWorkloads() {
        tools.replicas.put("api", 1);
        shortlist = new Shortlist(Topic.CLUSTER, List.of(RESIZE), List.of(RESIZE, API, COUNT), List.of());
    }

    @Test
    void theyAreAskedForAtOnceAndMadeInTheirOrder() {
        answers.add(Approval.YES);

        TurnResult result = askPerson();

        assertThat(plans)
                .singleElement()
                .satisfies(plan -> assertThat(plan)
                        .extracting(change -> change.changes().getFirst().display())
                        .containsExactly("deployment/web: replicas 2 -> 3", "deployment/api: replicas 1 -> 2"));
        assertThat(asked).isEmpty();
        assertThat(tools.replicas).containsEntry("web", 3).containsEntry("api", 2);
        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(result.answer()).endsWith("5 pods in namespace todo");
    }

    @Test
    void aNoLeavesAllAsItWas() {
        answers.add(Approval.NO);

        TurnResult result = askPerson();

        assertThat(tools.replicas).containsEntry("web", 2).containsEntry("api", 1);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.answer()).contains("deployment/web: replicas 2 -> 3", "deployment/api: replicas 1 -> 2");
    }

    @Test
    void whenOneCannotBeMadeNoneIsAndNobodyIsAsked() {
        tools.replicas.remove("api");

        TurnResult result = askPerson();

        assertThat(plans).isEmpty();
        assertThat(tools.replicas).containsEntry("web", 2);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(noted()).contains("None of the 2 changes was made, because this one cannot be: resize");
    }

    @Test
    void whatIsAlreadySoIsLeftOutOfThePlan() {
        tools.replicas.put("api", 2);
        answers.add(Approval.YES);

        TurnResult result = askPerson();

        assertThat(plans).isEmpty();
        assertThat(asked).hasSize(1);
        assertThat(tools.replicas).containsEntry("web", 3);
        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void onTheFirstThatFailsThePlanStopsAndCanBeTakenBackNewestFirst() {
        tools.stuck = "api";
        var last = new Candidate(
                new ToolCall("resize", Map.of("name", "db", "replicas", 9)), Effect.CHANGE, 0.95, List.of(), true);
        tools.replicas.put("db", 1);
        shortlist = new Shortlist(Topic.CLUSTER, List.of(RESIZE), List.of(RESIZE, API, last), List.of());
        answers.addAll(List.of(Approval.YES, Approval.YES));

        TurnResult result = askPerson();

        assertThat(plans.getLast())
                .extracting(change -> change.changes().getFirst().display())
                .containsExactly("deployment/api: replicas 2 -> 1", "deployment/web: replicas 3 -> 2");
        assertThat(plans.getLast().getFirst().notes().getFirst()).startsWith("takes back: resize");
        assertThat(tools.replicas)
                .containsEntry("web", 2)
                .containsEntry("api", 1)
                .containsEntry("db", 1);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(noted()).contains("The plan stopped at change 2 of 3: resize name=api replicas=2.");
        assertThat(setup().journal().newest()).isEmpty();
    }

    @Test
    void whatKeptAChangeFromItsEffectIsFoundBeforeAnybodyIsAskedToTakeItBack() {
        tools.stuck = "api";
        answers.addAll(List.of(Approval.YES, Approval.NO));

        TurnResult result = askPerson();

        assertThat(result.answer()).contains("Cause: the image of deployment/api is missing");
        assertThat(result.calls()).extracting(call -> call.call().tool()).containsSubsequence("resize", "diagnose");
    }

    @Test
    void whatWasMadeStaysWhenNobodyWantsItTakenBack() {
        tools.stuck = "api";
        answers.addAll(List.of(Approval.YES, Approval.NO));

        askPerson();

        assertThat(tools.replicas).containsEntry("web", 3).containsEntry("api", 2);
        assertThat(noted()).contains("2 changes before it stayed; `shipmate undo` takes one back, the newest first.");
        assertThat(setup().journal().newest()).isPresent();
    }

    @Test
    void withYesInAdvanceNothingIsTakenBackUnasked() {
        policy = new ApprovalPolicy(true, true, true, Set.of());
        tools.stuck = "web";

        TurnResult result =
                new Conversation(setup(), new History()).ask(new Question("scale both"), events::add, Approver.NOBODY);

        assertThat(tools.replicas).containsEntry("web", 3).containsEntry("api", 1);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(noted()).contains("The plan stopped at change 1 of 2");
    }

    @Test
    void withNobodyToAskTheWholePlanIsTold() {
        TurnResult result =
                new Conversation(setup(), new History()).ask(new Question("scale both"), events::add, Approver.NOBODY);

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_APPROVAL);
        assertThat(result.plan()).hasSize(2);
        assertThat(tools.replicas).containsEntry("web", 2).containsEntry("api", 1);
    }

    private TurnResult askPerson() {
        return new Conversation(setup(), new History()).ask(new Question("scale both"), events::add, person);
    }

    private String noted() {
        return events.stream()
                .filter(TurnEvent.Noted.class::isInstance)
                .map(event -> ((TurnEvent.Noted) event).text())
                .reduce("", (all, one) -> all + one + "\n");
    }
}
