package dev.shipmate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.conversation.PlannerMode;
import dev.shipmate.tool.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Setting SETTING = new Setting("tiny", 0.7, PlannerMode.MODEL);
    private static final Verdict RIGHT = new Verdict(true, "", List.of(), List.of());
    private static final Verdict WRONG = new Verdict(false, "no", List.of("wob"), List.of("scale web", "delete web"));

    @Test
    void sharesAreOfEachKind() {
        Score score = Score.of(List.of(
                trial(new Expectation.Facts(List.of("a")), RIGHT),
                trial(new Expectation.Facts(List.of("a")), WRONG),
                trial(new Expectation.Talk(), RIGHT),
                trial(new Expectation.Restraint(List.of()), RIGHT)));

        assertThat(score.trials()).isEqualTo(4);
        assertThat(score.right()).isEqualTo(0.75);
        assertThat(score.reads()).isEqualTo(0.5);
        assertThat(score.restraint()).isEqualTo(1);
        assertThat(score.changes()).isNaN();
        assertThat(score.repairs()).isNaN();
    }

    @Test
    void callsAndTokensAreAveragesAndTheTimeIsTheMedian() {
        Score score = Score.of(List.of(trial(new Expectation.Talk(), RIGHT), trial(new Expectation.Talk(), WRONG)));

        assertThat(score.calls()).isEqualTo(1);
        assertThat(score.tokens()).isEqualTo(100);
        assertThat(score.took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(score.invented()).isEqualTo(1);
        assertThat(score.wrongChanges()).isEqualTo(2);
    }

    @Test
    void withoutTrialsThereIsNoShare() {
        assertThat(Score.of(List.of()).right()).isNaN();
    }

    @Test
    void aTemperatureIsSaidWithoutAnEmptyFraction() {
        assertThat(SETTING.display()).isEqualTo("tiny, temperature 0.7");
        assertThat(new Setting("tiny", 0, PlannerMode.AUTO).display()).isEqualTo("tiny, temperature 0");
    }

    private static Trial trial(Expectation expected, Verdict verdict) {
        return new Trial(
                SETTING,
                1,
                new Task(List.of("a question"), expected),
                Results.answered("an answer", new ToolCall("list_pods", Map.of())),
                verdict);
    }
}
