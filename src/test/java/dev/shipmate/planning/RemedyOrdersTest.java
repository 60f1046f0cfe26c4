package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemedyOrdersTest {
    private static final ToolCall CALL = new ToolCall("apply_remedy", Map.of("id", "4f2a91bc"));

    private final RulePlanner planner = new RulePlanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply remedy 4f2a91bc",
                "Apply the remedy 4F2A91BC.",
                "please apply remedy #4f2a91bc",
                "ok, apply remedy 4f2a91bc now",
                "yes, use the remedy with the id 4f2a91bc!",
                "can you apply remedy `4f2a91bc`, please?",
                "  apply   remedy 4f2a91bc  ",
            })
    void anOrderIsPlannedAtOnce(String question) {
        Shortlist plan = plan(question);

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.call()).isEqualTo(CALL);
            assertThat(step.effect()).isEqualTo(Effect.CHANGE);
            assertThat(step.confidence()).isGreaterThan(0.9);
            assertThat(step.complete()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "apply remedy 4f2a91bc in namespace shop, shop",
        "apply remedy 4f2a91bc in the shop namespace, shop",
        "apply remedy 4f2a91bc in shop, shop",
        "apply remedy 4f2a91bc in all namespaces, *",
    })
    void aNamespaceIsTaken(String question, String namespace) {
        assertThat(plan(question).steps())
                .extracting(Candidate::call)
                .isEqualTo(List.of(CALL.with("namespace", namespace)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do not apply remedy 4f2a91bc",
                "don't apply remedy 4f2a91bc",
                "what does remedy 4f2a91bc do?",
                "what would happen if I apply remedy 4f2a91bc",
                "apply remedy 4f2a",
                "apply remedy 4f2a91bcd",
                "apply remedy settings",
                "why was remedy 4f2a91bc not applied?",
            })
    void anythingElseIsNoSuchOrder(String question) {
        assertThat(plan(question).steps())
                .noneMatch(step -> step.call().arguments().containsKey("id"));
    }

    @Test
    void manyWordsAreNone() {
        assertThat(RemedyOrders.find("please ".repeat(5_000) + "do it")).isEmpty();
    }

    private Shortlist plan(String question) {
        return planner.plan(question, Focus.NONE, "todo", FakeInventory.todo());
    }
}
