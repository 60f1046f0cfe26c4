package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.model.DecisionRequest;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A model that decides, with as little left to decide as can be.
class SmallModelTurnTest extends TurnTest {
    private static final Candidate WORDS = read("read_words", "web");
    private static final Candidate CAUSE = read("diagnose", "web");

    @BeforeEach
    void theModelDecides() {
        mode = PlannerMode.MODEL;
        model.sized(0.135);
    }

    @Test
    void itIsNotAskedAgainWhenNothingIsLeftToDecide() {
        shortlist = list(WORDS);
        model.calling("read_words", Map.of("name", "web"));

        TurnResult result = ask("what does web say?");

        assertThat(result.answer()).contains("the disk is full");
        assertThat(model.requests()).hasSize(1);
        assertThat(result.decidedBy()).isEqualTo(DecidedBy.MODEL);
    }

    @Test
    void theStepsOfAQuestionAreOfferedOneAfterTheOther() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(RESIZE, WORDS), List.of(RESIZE, WORDS), List.of());
        model.calling("resize", Map.of("name", "web", "replicas", 3)).calling("read_words", Map.of("name", "web"));

        TurnResult result = ask("scale web to 3 and show its words");

        assertThat(model.requests())
                .extracting(SmallModelTurnTest::offered)
                .containsExactly(List.of("resize"), List.of("read_words"));
        assertThat(model.requests()).as("an answer would come too early").allMatch(DecisionRequest::lookFirst);
        assertThat(tools.replicas).containsEntry("web", 3);
        assertThat(result.answer()).contains("replicas 2 -> 3", "the disk is full");
    }

    @Test
    void whereACauseIsAskedForAndNoneIsFoundItChoosesTheWayOn() {
        shortlist = new Shortlist(Topic.CLUSTER, List.of(CAUSE, WORDS), List.of(CAUSE), List.of());
        model.calling("diagnose", Map.of("name", "web")).calling("read_words", Map.of("name", "web"));

        TurnResult result = ask("why is web failing?");

        assertThat(model.requests())
                .extracting(SmallModelTurnTest::offered)
                .containsExactly(List.of("diagnose"), List.of("read_words"));
        assertThat(model.requests().getLast().lookFirst())
                .as("it may also answer")
                .isFalse();
        assertThat(result.answer()).contains("Nothing is wrong with web", "the disk is full");
    }

    @Test
    void whatTheQuestionCannotMeanIsNoWayOn() {
        shortlist = list(CAUSE);
        model.calling("diagnose", Map.of("name", "web"));

        ask("is web well?");

        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void whereThePlannerIsNotSureWhatItResolvedIsFixedAllTheSame() {
        var unsure =
                new Candidate(new ToolCall("read_words", Map.of("name", "web")), Effect.READ, 0.5, List.of(), true);
        shortlist = new Shortlist(Topic.CLUSTER, List.of(unsure, UNSURE), List.of(), List.of());
        model.sized(1.7).answering("ok");

        ask("hm, the words?");

        assertThat(offered(model.requests().getFirst())).contains("read_words", "count_pods");
        assertThat(model.requests().getFirst().tools().getFirst().arguments())
                .extracting(ToolOption.Argument::allowed)
                .containsExactly(List.of("web"));
    }

    @Test
    void aRefusedChangeIsNotOfferedToALargerModelEither() {
        model.sized(4);
        answer = Approval.NO;
        shortlist = new Shortlist(Topic.CLUSTER, List.of(RESIZE, WORDS), List.of(), List.of());
        model.calling("resize", Map.of("name", "web", "replicas", 5)).answering("ok");

        ask("hm, make web larger");

        assertThat(offered(model.requests().getFirst())).contains("resize", "read_words");
        assertThat(offered(model.requests().getLast())).contains("read_words").doesNotContain("resize");
    }

    private static List<String> offered(DecisionRequest request) {
        return request.tools().stream().map(ToolOption::name).toList();
    }

    private static Candidate read(String tool, String name) {
        return new Candidate(new ToolCall(tool, Map.of("name", name)), Effect.READ, 0.95, List.of(), true);
    }
}
