package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of a change that a look-up proposes.
class ProposedChangeTest extends TurnTest {
    private static final ToolCall ADVICE = new ToolCall("advise", Map.of("name", "web"));
    private static final Candidate ORDERED = new Candidate(ADVICE, Effect.CHANGE, 0.95, List.of(), true);
    private static final Candidate ASKED = new Candidate(ADVICE, Effect.READ, 0.95, List.of(), true);

    @Test
    void anOrderEndsInTheProposedChangeOnceItIsApproved() {
        shortlist = list(ORDERED);

        TurnResult result = ask("scale web to handle more load");

        assertThat(asked)
                .singleElement()
                .satisfies(change ->
                        assertThat(change.changes().getFirst().display()).isEqualTo("deployment/web: replicas 2 -> 3"));
        assertThat(tools.replicas).containsEntry("web", 3);
        assertThat(result.answer()).startsWith("web should have 3 replicas").contains("Done: deployment/web");
    }

    @Test
    void theNumbersAreToldBeforeAnybodyIsAsked() {
        shortlist = list(ORDERED);

        new Conversation(setup(), new History()).ask(new Question("scale web to handle more load"), events::add, _ -> {
            assertThat(events).contains(new TurnEvent.Noted("web should have 3 replicas"));
            return Approval.NO;
        });

        assertThat(events).anyMatch(TurnEvent.ChangeDecided.class::isInstance);
    }

    @Test
    void withNobodyToAskItNeedsAnApprovalAndShowsItsNumbers() {
        shortlist = list(ORDERED);
        answer = Approval.UNAVAILABLE;

        TurnResult result = ask("scale web to handle more load");

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_APPROVAL);
        assertThat(result.plan()).hasSize(1);
        assertThat(result.answer())
                .startsWith("web should have 3 replicas")
                .contains("deployment/web: replicas 2 -> 3", "Nothing was changed");
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    @Test
    void whoSaysNoChangesNothing() {
        shortlist = list(ORDERED);
        answer = Approval.NO;

        assertThat(ask("scale web to handle more load").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    @Test
    void aQuestionOnlyGetsTheProposalAndHowToTakeItUp() {
        shortlist = list(ASKED);

        TurnResult result = ask("how many replicas should web have?");

        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(result.answer()).isEqualTo("web should have 3 replicas");
        assertThat(result.suggestions()).containsExactly("apply it");
        assertThat(asked).isEmpty();
    }

    @Test
    void inReadOnlyModeAnOrderIsStillAdvised() {
        shortlist = list(ORDERED);
        readOnly = true;

        TurnResult result = ask("scale web to handle more load");

        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(result.answer()).isEqualTo("web should have 3 replicas");
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    @Test
    void aProposalBesideAnotherOrderIsNotMade() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(RESIZE), List.of(ASKED, RESIZE), List.of());

        ask("how many replicas should web have, and scale it to 3");

        assertThat(asked).hasSize(1);
        assertThat(tools.replicas).containsEntry("web", 3);
    }

    @Test
    void aModelThatAsksForAdviceForAnOrderEndsInTheChangeToo() {
        shortlist = list(new Candidate(ADVICE, Effect.CHANGE, 0.5, List.of(), true));
        model.calling("advise", Map.of("name", "web"));
        answer = Approval.UNAVAILABLE;

        TurnResult result = ask("make web bigger");

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_APPROVAL);
        assertThat(result.plan()).hasSize(1);
    }

    @Test
    void whatWasProposedCanBeTakenUpInTheNextTurn() {
        var history = new History();
        var conversation = new Conversation(setup(), history);
        shortlist = list(ASKED);
        conversation.ask(new Question("how many replicas should web have?"), events::add, _ -> Approval.YES);

        TurnResult result = conversation.ask(new Question("do it"), events::add, change -> {
            asked.add(change);
            return Approval.YES;
        });

        assertThat(asked).hasSize(1);
        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(tools.replicas).containsEntry("web", 3);
    }
}
