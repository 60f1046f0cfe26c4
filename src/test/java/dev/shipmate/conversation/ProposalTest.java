package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalTest {
    private static final ToolCall SCALE = new ToolCall("scale", Map.of("name", "deployment/web", "replicas", 3));
    private static final ToolResult.Proposed ADVICE =
            new ToolResult.Proposed(List.of(new Block.Fact("set replicas from 2 to 3")), List.of(SCALE));

    private final Proposal proposal = Proposal.in(List.of(ADVICE));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply it",
                "Do it.",
                "yes, do that",
                "ok apply the change please",
                "make the proposed change",
                "do what you suggested",
                "go ahead",
                "yes, go ahead!"
            })
    void plainAssentTakesItUp(String text) {
        assertThat(proposal.isTakenUpBy(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "should I apply it?",
                "what happens if I apply it",
                "do it for the frontend",
                "apply the manifest",
                "do not apply it",
                "yes",
                "go ahead and delete everything"
            })
    void anythingElseDoesNot(String text) {
        assertThat(proposal.isTakenUpBy(text)).isFalse();
    }

    @Test
    void withoutAProposalAssentMeansNothing() {
        assertThat(Proposal.in(List.of()).isTakenUpBy("apply it")).isFalse();
    }

    @Test
    void whatWasMadeIsNoProposalAnyMore() {
        var made = new ToolResult.Changed(List.of(), List.of(), new Undo.Impossible("it is a test"), Settled.YES);

        assertThat(Proposal.in(List.of(ADVICE, made)).changes()).isEmpty();
    }

    @Test
    void aNumberOfPodsIsSuggestedInWordsThatAlsoAScriptCanSay() {
        assertThat(proposal.suggestions()).containsExactly("scale deployment/web to 3 replicas");
        assertThat(new Proposal(List.of(new ToolCall("patch", Map.of()))).suggestions())
                .containsExactly("apply it");
    }
}
