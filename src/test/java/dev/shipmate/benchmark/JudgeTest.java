package dev.shipmate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final ToolCall SCALE = new ToolCall("scale", Map.of("name", "deployment/web", "replicas", "3"));

    private final Judge judge = new Judge(
            new InventedNames(new FakeInventory().with("deployment", "shop", "web", 1)), "deployment/web"::equals);

    @ParameterizedTest
    @CsvSource({
        "2 pods, 2, true",
        "12 pods, 2, false",
        "WEB-1 is up, web-, true",
        "a web is up, web-, false",
        "it was out of memory, OOMKilled|out of memory, true",
        "a pod, OOMKilled|out of memory, false",
        "web:1.4 runs, web:1.4, true",
        "web:1.41 runs, web:1.4, false"
    })
    void wordsAreSaidAsWholeWords(String answer, String wanted, boolean said) {
        assertThat(Judge.says(answer, wanted)).isEqualTo(said);
    }

    @Nested
    class ARead {
        private final Expectation expected = new Expectation.Facts(List.of("web-", "Running"));

        @Test
        void isRightWhenAllIsSaid() {
            assertThat(judge(expected, Results.answered("web-1 is Running")).right())
                    .isTrue();
        }

        @Test
        void isWrongWhenSomethingIsMissing() {
            assertThat(judge(expected, Results.answered("web-1 is there")).why())
                    .isEqualTo("does not say Running");
        }

        @Test
        void isWrongWhenItFailed() {
            assertThat(judge(expected, Results.ended(Outcome.FAILED, "web- Running"))
                            .why())
                    .startsWith("failed");
        }

        @Test
        void isWrongWhenItNamesWhatIsNotThere() {
            Verdict verdict = judge(expected, Results.answered("web-1 is Running, as is deployment/wob"));
            assertThat(verdict.right()).isFalse();
            assertThat(verdict.invented()).containsExactly("wob");
        }

        @Test
        void isWrongWhenItProposesAChange() {
            Verdict verdict = judge(expected, Results.planned(SCALE));
            assertThat(verdict.why()).startsWith("proposes scale");
            assertThat(verdict.wrongChanges()).hasSize(1);
        }
    }

    @Nested
    class AChange {
        private final Expectation expected = new Expectation.Plan(SCALE);

        @Test
        void isRightWhenItIsPlanned() {
            assertThat(judge(expected, Results.planned(SCALE)).right()).isTrue();
        }

        @Test
        void mayHaveFurtherArguments() {
            var more = new ToolCall("scale", Map.of("name", "deployment/web", "replicas", 3, "namespace", "shop"));
            assertThat(judge(expected, Results.planned(more)).right()).isTrue();
        }

        @Test
        void isAWrongChangeWithAnotherNumber() {
            var other = new ToolCall("scale", Map.of("name", "deployment/web", "replicas", 4));
            assertThat(judge(expected, Results.planned(other)).wrongChanges()).hasSize(1);
        }

        @Test
        void isAWrongChangeWhenMoreIsPlannedBesides() {
            var more = new ToolCall("delete", Map.of("name", "web"));
            assertThat(judge(expected, Results.planned(SCALE, more)).right()).isFalse();
        }

        @Test
        void isNotRightWhenNothingIsPlanned() {
            assertThat(judge(expected, Results.answered("Done.")).why()).startsWith("does not plan scale");
            assertThat(judge(expected, Results.ended(Outcome.NEEDS_APPROVAL, "yes?"))
                            .right())
                    .isFalse();
        }
    }

    @Test
    void talkIsWrongWithATool() {
        assertThat(judge(new Expectation.Talk(), Results.answered("A pod is a group of containers."))
                        .right())
                .isTrue();
        assertThat(judge(new Expectation.Talk(), Results.answered(" ")).right()).isFalse();
        assertThat(judge(new Expectation.Talk(), Results.answered("Hello.", new ToolCall("list_pods", Map.of())))
                        .why())
                .startsWith("calls list_pods");
    }

    @Test
    void whatCannotBeDoneIsSaidOrAskedBack() {
        var expected = new Expectation.Restraint(List.of("wobble"));
        assertThat(judge(expected, Results.answered("There is no wobble.")).right())
                .isTrue();
        assertThat(judge(expected, Results.ended(Outcome.FAILED, "What do you mean?"))
                        .right())
                .isTrue();
        assertThat(judge(expected, Results.answered("Done.")).right()).isFalse();
        assertThat(judge(expected, Results.planned(SCALE)).wrongChanges()).hasSize(1);
    }

    @Test
    void aRepairIsRightWhenTheWorkloadIsHealthyWhateverWasSaid() {
        assertThat(judge(new Expectation.Healthy("deployment/web"), Results.answered("Done."))
                        .right())
                .isTrue();
        assertThat(judge(new Expectation.Healthy("deployment/api"), Results.answered("Done."))
                        .why())
                .startsWith("deployment/api is not healthy");
    }

    private Verdict judge(Expectation expected, TurnResult result) {
        return judge.judge(new Task(List.of("a question"), expected), result);
    }
}
