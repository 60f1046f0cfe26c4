package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Writes how well the rules do on a file of questions, for `bench/planner`: `-Dplanner.questions` names the file,
/// `-Dplanner.namespace` the session's namespace, `-Dplanner.table` where to write.
@Tag("bench")
class PlannerBench {
    private static final int WARM_UP = 20;

    @Test
    void scoresTheQuestions() throws IOException {
        Path file = Path.of(System.getProperty("planner.questions", "src/test/resources/planning/dev-labels.tsv"));
        Path table = Path.of(System.getProperty("planner.table", "target/planner-benchmark.txt"));
        String namespace = System.getProperty("planner.namespace", "todo-phaseiv");
        List<LabelledQuestion> questions = LabelledQuestion.read(file);
        var planner = new RulePlanner();

        PlannerScore score = PlannerScore.of(questions, planner, namespace, FakeInventory.todo());
        Files.writeString(table, PlannerScoreTable.of(file.toString(), score) + time(questions, planner, namespace));

        assertThat(score.verdicts()).hasSize(questions.size());
    }

    private static String time(List<LabelledQuestion> questions, Planner planner, String namespace) {
        long started = System.nanoTime();
        for (int round = 0; round < WARM_UP; round++) {
            if (round == WARM_UP - 1) {
                started = System.nanoTime();
            }
            PlannerScore.of(questions, planner, namespace, FakeInventory.todo());
        }
        long micros = (System.nanoTime() - started) / 1_000 / questions.size();
        return "%nmicroseconds a question, warm: %d%n".formatted(micros);
    }
}
