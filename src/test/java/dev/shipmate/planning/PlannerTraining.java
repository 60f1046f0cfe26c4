package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.planning.PlannerScore.Verdict;
import dev.shipmate.planning.Regression.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Learns the weights of the planner from all labelled questions, for `bench/planner-train`. Each file of fresh
/// questions is first scored by a planner that learned from all the others: those figures are honest, and the
/// confidence is made from them.
@Tag("bench")
class PlannerTraining {
    private static final Path LABELS = Path.of("src/test/resources/planning");
    private static final Path LEARNED = Path.of("src/main/resources/planning");
    private static final String NAMESPACE = "todo-phaseiv";

    /// The rules were written with these questions in view, so that on them nothing can be learned of the rules.
    private static final List<String> RULES_WERE_MADE_FOR = List.of(
            "dev-labels.tsv", "paraphrase-labels.tsv", "blind-labels.tsv", "blind2-labels.tsv", "blind3-labels.tsv");

    private final Interpreter interpreter = new Interpreter();
    private final Ranking ranking = new Ranking(new ToolBook(), new Likelihood(List.of()));

    @Test
    void learns() throws IOException {
        List<Sample> known = new ArrayList<>();
        for (String file : RULES_WERE_MADE_FOR) {
            known.addAll(samples(LABELS.resolve(file), false));
        }
        Map<Path, List<Sample>> fresh = new TreeMap<>();
        try (Stream<Path> files = Files.list(LABELS.resolve("training"))) {
            for (Path file : files.toList()) {
                fresh.put(file, samples(file, true));
            }
        }
        var steps = new CalibrationSteps();
        var table = new StringBuilder();
        for (Path file : fresh.keySet()) {
            PlannerScore score = firstSight(file, fresh, known);
            table.append(row(file, score));
            score.verdicts().stream()
                    .filter(verdict -> verdict.plan().topic() == Topic.CLUSTER)
                    .forEach(verdict -> steps.add(verdict.confidence(), verdict.right()));
        }
        fresh.values().forEach(known::addAll);
        write("weights.tsv", new Regression(known).fit().lines());
        write("calibration.tsv", steps.lines());
        Files.writeString(Path.of(System.getProperty("planner.table", "target/planner-training.txt")), table);

        assertThat(fresh).isNotEmpty();
    }

    private static PlannerScore firstSight(Path held, Map<Path, List<Sample>> fresh, List<Sample> known) {
        var others = new ArrayList<>(known);
        fresh.forEach((file, samples) -> others.addAll(file.equals(held) ? List.of() : samples));
        var likelihood = new Likelihood(new Regression(others).fit().lines());
        var planner = new RulePlanner(likelihood, DoubleUnaryOperator.identity());
        return PlannerScore.of(LabelledQuestion.read(held), planner, NAMESPACE, FakeInventory.todo());
    }

    /// The questions with a single wish: of several, a label does not say which.
    private List<Sample> samples(Path file, boolean withRules) {
        var samples = new ArrayList<Sample>();
        for (LabelledQuestion question : LabelledQuestion.read(file)) {
            List<Reading> readings = interpreter
                    .read(question.text(), Focus.NONE, NAMESPACE, FakeInventory.todo())
                    .readings();
            if (readings.size() == 1 && !question.tools().isEmpty()) {
                Reading reading = readings.getFirst();
                Traits traits = withRules ? ranking.traits(reading) : Traits.ofWords(reading);
                samples.add(new Sample(traits, question.tools()));
            }
        }
        return samples;
    }

    private static String row(Path file, PlannerScore score) {
        return "%-16s questions %4d  tool %5.1f %%  effect %5.1f %%  reads as changes %d%n"
                .formatted(
                        file.getFileName().toString().replace(".tsv", ""),
                        score.verdicts().size(),
                        100 * score.share(Verdict::toolRight),
                        100 * score.share(Verdict::effectRight),
                        score.count(Verdict::unsafe));
    }

    private static void write(String file, List<String> lines) throws IOException {
        Files.writeString(LEARNED.resolve(file), String.join("\n", lines) + "\n");
    }
}
