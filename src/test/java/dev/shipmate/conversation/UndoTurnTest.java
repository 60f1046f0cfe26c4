package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UndoTurnTest extends TurnTest {
    @Test
    void theNewestChangeIsTakenBack() {
        shortlist = list(RESIZE);
        ask("scale web to 3");

        TurnResult result = undo();

        assertThat(result.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(tools.replicas).containsEntry("web", 2);
        assertThat(undo().answer()).isEqualTo("There is no change to undo in context 'minikube'.");
    }

    @Test
    void aChangeThatSomebodyElseOverwroteIsLeftAlone() {
        shortlist = list(RESIZE);
        ask("scale web to 3");
        tools.replicas.put("web", 8);

        TurnResult result = undo();

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.answer()).contains("changed by somebody else", "8");
        assertThat(tools.replicas).containsEntry("web", 8);
    }
}
