package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shipmate.planning.Candidate;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
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

    @Test
    void aChangeIsInTheJournalBeforeItIsMade() {
        shortlist = list(RESIZE);
        tools.beforeChange = () -> {
            assertThat(setup().journal().newest()).hasValueSatisfying(entry -> {
                assertThat(entry.made()).isFalse();
                assertThat(entry.changes().getFirst().after()).isEqualTo("3");
            });
        };

        ask("scale web to 3");

        assertThat(tools.replicas).containsEntry("web", 3);
        assertThat(setup().journal().newest())
                .hasValueSatisfying(entry -> assertThat(entry.made()).isTrue());
    }

    @Test
    void aChangeThatTheProgramWasKilledOnIsTakenBack() {
        shortlist = list(RESIZE);
        tools.afterChange = UndoTurnTest::die;
        assertThatIllegalStateException().isThrownBy(() -> ask("scale web to 3"));
        tools.afterChange = () -> {};

        assertThat(undo().outcome()).isEqualTo(Outcome.ANSWERED);

        assertThat(tools.replicas).containsEntry("web", 2);
        assertThat(undo().answer()).startsWith("There is no change to undo");
    }

    @Test
    void aChangeThatNeverCameToBeIsPassedOver() {
        shortlist = list(RESIZE);
        ask("scale web to 3");
        shortlist = list(new Candidate(
                new ToolCall("resize", Map.of("name", "web", "replicas", 9)), Effect.CHANGE, 0.95, List.of(), true));
        tools.beforeChange = UndoTurnTest::die;
        assertThatIllegalStateException().isThrownBy(() -> ask("scale web to 9"));
        tools.beforeChange = () -> {};

        TurnResult result = undo();

        assertThat(result.answer()).contains("replicas 3 -> 2");
        assertThat(tools.replicas).containsEntry("web", 2);
    }

    private static void die() {
        throw new IllegalStateException("killed");
    }
}
