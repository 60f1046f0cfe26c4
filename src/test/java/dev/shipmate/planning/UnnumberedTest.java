package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnnumberedTest {
    private final RulePlanner planner = new RulePlanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale the backend to handle more load",
                "scale up the backend",
                "please scale out backend",
                "give the backend more replicas",
                "increase the replicas of the backend"
            })
    void anOrderForMoreAsksForTheNumberAndStaysAnOrder(String question) {
        Candidate best = best(question);

        assertThat(best.call())
                .isEqualTo(new ToolCall("recommend_scale", Map.of("name", "deployment/backend", "more", true)));
        assertThat(best.effect()).isEqualTo(Effect.CHANGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale backend to 3",
                "scale the backend to three replicas",
                "scale backend to 5 to handle more load",
                "double the backend replicas",
                "scale down the backend",
                "scale the backend by two",
                "add two more replicas to the backend",
                "stop the backend"
            })
    void anAmountOrFewerStaysAScale(String question) {
        assertThat(best(question).call().tool()).isEqualTo("scale");
    }

    @Test
    void aQuestionIsNoOrder() {
        Candidate best = best("how many replicas should the backend have?");

        assertThat(best.call()).isEqualTo(new ToolCall("recommend_scale", Map.of("name", "deployment/backend")));
        assertThat(best.effect()).isEqualTo(Effect.READ);
    }

    private Candidate best(String question) {
        return planner.plan(question, Focus.NONE, "todo-phaseiv", FakeInventory.todo())
                .best()
                .orElseThrow();
    }
}
