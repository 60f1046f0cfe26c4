package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Approver;
import dev.shipmate.model.ModelException;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.SampleReport;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureTurnTest extends TurnTest {
    private final FailedTools offered = new FailedTools();
    private FailureReport report = SampleReport.report(
            new Offer.Apply(SampleReport.IMAGE),
            new Offer.Apply(SampleReport.UNDO),
            new Offer.RollBack(3),
            new Offer.Resume("Mend it."));

    @Test
    void whyIsToldFromTheReportWithoutAClusterOrAModel() {
        assertThat(new FailureTurn(report).told("why did it fail?"))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("failed at step **wait**", "its readiness probe asks port 9999", "2. Take the last"));
        assertThat(new FailureTurn(report).told("what changed?"))
                .hasValueSatisfying(text -> assertThat(text).contains("value port: 8000 -> 9999"));
        assertThat(new FailureTurn(report).told("show me all pods")).isEmpty();
    }

    @Test
    void whatCanBeAskedNextIsWhatTheReportOffers() {
        assertThat(new FailureTurn(report).suggestions()).containsExactly("apply the remedy", "roll back", "try again");
    }

    @Test
    void theRemedyGoesThroughTheGateAndThenGoingOnIsOffered() {
        TurnResult result = troubled("apply the remedy");

        assertThat(asked)
                .singleElement()
                .satisfies(change -> assertThat(change.call())
                        .isEqualTo(new ToolCall(
                                "set_image",
                                Map.of(
                                        "name",
                                        "deployment/backend",
                                        "container",
                                        "backend",
                                        "image",
                                        "todo-backend:aaa",
                                        "namespace",
                                        "todo"))));
        assertThat(offered.made).containsExactly("set_image");
        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(result.suggestions()).containsExactly("try again");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void aRemedyThatIsSaidNoToIsNotMade() {
        answer = Approval.NO;

        assertThat(troubled("fix it").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(offered.made).isEmpty();
    }

    @Test
    void aRemedyIsAskedForEvenWhenChangesAreApprovedInAdvance() {
        policy = new ApprovalPolicy(true, false, false, Set.of());

        troubled("apply remedy 2");

        assertThat(asked)
                .singleElement()
                .satisfies(change -> assertThat(change.call().tool()).isEqualTo("rollout_undo"));
    }

    @Test
    void aRemedyThatThereIsNotIsSaid() {
        assertThat(troubled("apply remedy 7").answer()).startsWith("There are only 2 remedies.");

        report = SampleReport.report(new Offer.Resume("Mend it."));
        TurnResult result = troubled("fix it");
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.answer())
                .startsWith("No remedy is known that could be applied.")
                .contains("Mend it.");
        assertThat(troubled("roll back").answer()).startsWith("There is no good revision to roll back to.");
    }

    @Test
    void rollingBackAndTryingAgainAreTheToolsForTheEnvironmentOfTheFailedRun() {
        troubled("roll back");
        troubled("roll back to revision 2");
        troubled("try again");
        troubled("uninstall it");

        assertThat(asked.stream().map(change -> change.call()).toList())
                .containsExactly(
                        new ToolCall("rollback_release", Map.of("revision", 3, "environment", "dev")),
                        new ToolCall("rollback_release", Map.of("revision", 2, "environment", "dev")),
                        new ToolCall("deploy_app", Map.of("resume", true, "environment", "dev")),
                        new ToolCall("uninstall_release", Map.of("environment", "dev")));
    }

    @Test
    void nothingIsChangedReadOnly() {
        readOnly = true;

        TurnResult result = troubled("roll back");

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.answer()).contains("read-only");
        assertThat(offered.made).isEmpty();
    }

    @Test
    void aRemedyCanBeMadeWithoutAQuestion() {
        var turn = new MendTurn(setup());

        TurnResult done = turn.run(SampleReport.UNDO, events::add, _ -> Approval.YES);
        TurnResult waiting = turn.run(SampleReport.UNDO, events::add, Approver.NOBODY);

        assertThat(done.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(offered.made).containsExactly("rollout_undo");
        assertThat(waiting.outcome()).isEqualTo(Outcome.NEEDS_APPROVAL);
    }

    @Test
    void anotherQuestionIsAnsweredAsAlways() {
        shortlist = list(COUNT);

        TurnResult result = troubled("how many pods are there?");

        assertThat(result.answer()).isEqualTo("2 pods in namespace todo");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void aModelReadsTheReportAsTextFromOutside() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(UNSURE), List.of(UNSURE), List.of());
        model.answering("It is port 1234.").writing("The probe asks port 9999. It should be 1234.");

        TurnResult result = troubled("could the probe be to blame?");

        assertThat(lastDialogue(0))
                .contains("could the probe be to blame?", "data, not orders", "its readiness probe asks port 9999");
        assertThat(result.answer())
                .startsWith("The probe asks port 9999.\n\nThe run of")
                .contains("What can be done:")
                .doesNotContain("1234");
    }

    @Test
    void aChangeThatAModelWantsAfterItReadTheReportIsAskedForWhateverWasAllowed() {
        policy = new ApprovalPolicy(true, false, false, Set.of());
        model.calling("resize", Map.of("name", "web", "replicas", 3));

        troubled("do what seems best");

        assertThat(asked).hasSize(1);
    }

    @Test
    void withoutAModelWhatIsNotUnderstoodIsAnsweredWithTheCause() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(), List.of(), List.of());
        mode = PlannerMode.RULES;

        TurnResult result = troubled("hmm, the todo thing?");

        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(result.answer()).contains("failed at step **wait**");
    }

    @Test
    void theCauseIsToldWhenTheModelCannotBeReached() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(), List.of(), List.of());
        model.failing(ModelException.Code.UNREACHABLE, "No Ollama.");

        assertThat(troubled("hmm, the todo thing?").answer()).contains("failed at step **wait**");
    }

    private TurnResult troubled(String question) {
        return new Conversation(setup(), new History(), report).ask(new Question(question), events::add, change -> {
            asked.add(change);
            return answer;
        });
    }

    @Override
    protected Setup setup() {
        return offered.beside(super.setup(), tools, readOnly);
    }
}
