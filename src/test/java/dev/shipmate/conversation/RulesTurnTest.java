package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Approver;
import dev.shipmate.model.Utterance;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTurnTest extends TurnTest {
    @Test
    void aLookUpIsAnsweredWithoutTheModel() {
        shortlist = list(COUNT);

        TurnResult result = ask("how many pods are there?");

        assertThat(result.answer()).isEqualTo("2 pods in namespace todo");
        assertThat(result.decidedBy()).isEqualTo(DecidedBy.RULES);
        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void aChangeIsPlannedApprovedMadeAndTold() {
        shortlist = list(RESIZE);

        TurnResult result = ask("scale web to 3");

        assertThat(asked)
                .singleElement()
                .satisfies(change ->
                        assertThat(change.changes().getFirst().display()).isEqualTo("deployment/web: replicas 2 -> 3"));
        assertThat(tools.replicas).containsEntry("web", 3);
        assertThat(result.answer()).isEqualTo("Done: deployment/web: replicas 2 -> 3.\n\n3 of 3 pods ready");
    }

    @Test
    void aChangeThatDoesNotTakeEffectFails() {
        shortlist = list(RESIZE);
        tools.settled = Settled.NO;

        TurnResult result = ask("scale web to 3");

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.answer()).startsWith("Done: deployment/web: replicas 2 -> 3.");
        assertThat(tools.replicas).containsEntry("web", 3);
    }

    @Test
    void aLookAfterwardsDoesNotMakeUpForAChangeThatFailed() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(RESIZE), List.of(RESIZE, COUNT), List.of());
        tools.settled = Settled.NO;

        assertThat(ask("scale web to 3 and count the pods").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aLookAtSomethingThatIsNotThereFailsAndNamesWhatIs() {
        shortlist = list(
                new Candidate(new ToolCall("read_words", Map.of("name", "wib")), Effect.READ, 0.95, List.of(), true));

        TurnResult result = ask("what does wib say?");

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.answer()).isEqualTo("There is no workload `wib`. Did you mean `web`?");
    }

    @Test
    void aRefusedChangeIsNotMade() {
        shortlist = list(RESIZE);
        answer = Approval.NO;

        TurnResult result = ask("scale web to 3");

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    @Test
    void withNobodyToAskTheChangeIsPlannedAndNotMade() {
        shortlist = list(RESIZE);
        answer = Approval.UNAVAILABLE;

        TurnResult result = ask("scale web to 3");

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_APPROVAL);
        assertThat(result.plan()).hasSize(1);
        assertThat(result.answer()).contains("deployment/web: replicas 2 -> 3", "Nothing was changed", "--yes");
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    @Test
    void whatStandsAgainstAChangeIsToldWithTheOptionThatAllowsIt() {
        var read = new Candidate(new ToolCall("read_words", Map.of("name", "web")), Effect.READ, 0.95, List.of(), true);
        shortlist = new Shortlist(Topic.CLUSTER, List.of(read), List.of(read, RESIZE), List.of());
        policy = new ApprovalPolicy(true, false, false, Set.of());
        answer = Approval.UNAVAILABLE;

        TurnResult result = ask("show the words of web and scale it to 3");

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_APPROVAL);
        assertThat(result.answer())
                .contains("Text from the cluster was read in this turn")
                .endsWith("Run it on a terminal, or add --yes-tainted.");
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    @Test
    void readOnlyRefusesAChangeWithoutTryingIt() {
        shortlist = list(RESIZE);
        readOnly = true;

        TurnResult result = ask("scale web to 3");

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.calls()).isEmpty();
    }

    @Test
    void severalWishesAreDoneInTheirOrder() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(RESIZE), List.of(RESIZE, COUNT), List.of());

        TurnResult result = ask("scale web to 3 and count the pods");

        assertThat(result.calls()).extracting(call -> call.call().tool()).containsExactly("resize", "count_pods");
        assertThat(result.answer()).endsWith("3 pods in namespace todo");
    }

    @Test
    void generalQuestionsAreAnsweredWithoutATool() {
        shortlist = new Shortlist(Topic.GENERAL, List.of(), List.of(), List.of());
        model.writing("A deployment keeps pods running.");

        TurnResult result = ask("what is a deployment?");

        assertThat(result.answer()).isEqualTo("A deployment keeps pods running.");
        assertThat(result.calls()).isEmpty();
    }

    @Test
    void onlyAModelThatIsLargeEnoughHearsOfEarlierAnswersInAGeneralQuestion() {
        shortlist = list(COUNT);
        var history = new History();
        new Conversation(setup(), history).ask(new Question("how many pods?"), events::add, Approver.NOBODY);
        shortlist = new Shortlist(Topic.GENERAL, List.of(), List.of(), List.of());
        var question = new Question("what is a deployment?");

        model.writing("It keeps pods running.").sized(0.27);
        new Conversation(setup(), history).ask(question, events::add, Approver.NOBODY);
        assertThat(model.writings().getLast()).containsExactly(new Utterance.User("what is a deployment?"));

        model.sized(4);
        new Conversation(setup(), history).ask(question, events::add, Approver.NOBODY);
        assertThat(model.writings().getLast())
                .hasSize(5)
                .startsWith(new Utterance.User("how many pods?"))
                .endsWith(new Utterance.User("what is a deployment?"));
    }

    @Test
    void aPipedTextIsReadForKnownSignsOfTrouble() {
        mode = PlannerMode.RULES;
        var question = new Question("what is wrong here?", "State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137");

        TurnResult result = new Conversation(setup(), new History()).ask(question, events::add, Approver.NOBODY);

        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(result.answer()).contains("more memory than its limit", "`Reason: OOMKilled`");
    }

    @Test
    void aWishThatNoToolFulfilsIsSaid() {
        shortlist = list(new Candidate(new ToolCall("autoscale", Map.of()), Effect.CHANGE, 0.9, List.of(), true));

        TurnResult result = ask("autoscale web");

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.answer()).contains("`autoscale`", "shipmate tools");
    }

    @Test
    void secretsInAQuestionReachNeitherModelNorResult() {
        model.answering("x");

        TurnResult result = ask("is hunter2 the password?");

        assertThat(result.question().text()).isEqualTo("is [hidden] the password?");
        assertThat(model.requests().toString()).doesNotContain("hunter2");
    }
}
