package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.planning.PlannerScore.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the planner must reach on labelled questions: `dev` were asked by users of an app, `paraphrase` and the
/// `blind` ones say such things in other words, and nothing was ever learned from `held-out` and
/// `monitoring`.
class PlannerTargetsTest {
    private static final String FOLDER = "src/test/resources/planning/";

    private final RulePlanner planner = new RulePlanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev-labels.tsv",
                "paraphrase-labels.tsv",
                "blind-labels.tsv",
                "blind2-labels.tsv",
                "blind3-labels.tsv",
                "held-out-labels.tsv",
                "monitoring-labels.tsv"
            })
    void theTargetsAreReached(String file) {
        PlannerScore score = PlannerScore.of(
                LabelledQuestion.read(Path.of(FOLDER, file)), planner, "todo-phaseiv", FakeInventory.todo());

        assertThat(score.share(Verdict::toolRight)).as("right tool").isGreaterThanOrEqualTo(0.92);
        assertThat(score.share(Verdict::effectRight)).as("right effect").isGreaterThanOrEqualTo(0.99);
        assertThat(score.share(verdict -> verdict.question().targets().isEmpty() || verdict.targetRight()))
                .as("right target")
                .isGreaterThanOrEqualTo(0.92);
        assertThat(score.verdicts()).as("reads planned as changes").noneMatch(Verdict::unsafe);
        assertThat(score.precision()).as("precision where sure").isGreaterThanOrEqualTo(0.98);
        assertThat(score.coverage()).as("share of sure plans").isGreaterThanOrEqualTo(0.60);
    }
}
