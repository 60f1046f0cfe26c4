package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.planning.PlannerScore.Verdict;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked where there is an app to ship, and words of shipping that mean something else.
class ShippingWordsTest {
    private static final Path LABELS = Path.of("src/test/resources/planning/pipeline-labels.tsv");

    private final RulePlanner planner = new RulePlanner(() -> true);

    /// A question, the tools that are right, the effect, and the arguments where a tool of the pipeline is.
    record Labelled(String question, List<String> tools, String effect, String arguments) {
        static Labelled of(String line) {
            String[] cells = line.split("\t", -1);
            return new Labelled(cells[0], List.of(cells[1].split(",", -1)), cells[2], cells[3]);
        }

        @Override
        public String toString() {
            return question;
        }
    }

    static Stream<Labelled> labels() throws IOException {
        return Files.readAllLines(LABELS).stream()
                .skip(1)
                .filter(line -> !line.startsWith("#"))
                .map(Labelled::of);
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(labels()).hasSizeGreaterThan(60);
        assertThat(labels().filter(label -> label.tools().stream().noneMatch(ShippingArguments::areOf)))
                .hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("labels")
    void theRightToolIsPlannedWithItsArguments(Labelled label) {
        Shortlist plan = plan(label.question(), FakeInventory.todo());

        String tool = plan.best().map(best -> best.call().tool()).orElse(ToolBook.NONE);
        assertThat(label.tools()).contains(tool);
        assertThat(plan.steps().stream()
                        .map(Candidate::effect)
                        .max(Enum::compareTo)
                        .orElse(Effect.READ)
                        .word())
                .isEqualTo(label.effect());
        if (ShippingArguments.areOf(tool)) {
            Candidate best = plan.best().orElseThrow();
            assertThat(arguments(best.call())).isEqualTo(label.arguments());
            assertThat(best.complete()).isTrue();
            assertThat(plan.unknown()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            roll back the todo app                    | rollback_release release=todo
            roll back todo                            | rollback_release release=todo
            roll back frontend                        | rollout_undo name=deployment/todo-frontend
            does the todo app work?                   | verify_deployment
            uninstall the todo app                    | uninstall_release release=todo
            deploy the todo frontend with 2 replicas  | deploy_app replicas=2 workload=frontend
            """)
    void theAppIsToldFromTheWorkloadsThatBearItsName(String question, String call) {
        FakeInventory deployed = new FakeInventory()
                .with("deployment", "todo", "todo-frontend", 1)
                .with("deployment", "todo", "todo-backend", 1)
                .with("statefulset", "todo", "todo-postgresql", 1);

        ToolCall best = planner.plan(question, Focus.NONE, "todo", deployed)
                .best()
                .orElseThrow()
                .call();

        assertThat("%s %s".formatted(best.tool(), arguments(best)).strip()).isEqualTo(call);
    }

    @Test
    void whatIsNotDeployedYetNeedNotBeKnownToTheCluster() {
        Candidate best = plan("deploy the todo app with 2 frontend replicas to dev", new FakeInventory())
                .best()
                .orElseThrow();

        assertThat(best.complete()).isTrue();
        assertThat(best.call().arguments())
                .isEqualTo(Map.of("environment", "dev", "workload", "frontend", "replicas", 2));
    }

    @Test
    void thePronounOfAConversationIsItsWorkload() {
        var focus = new Focus("deployment/backend", "todo-phaseiv");

        assertThat(planner.plan("roll it back", focus, "todo-phaseiv", FakeInventory.todo()).candidates().stream()
                        .map(candidate -> candidate.call().tool()))
                .doesNotContain("rollback_release");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roll back", "is the deploy done?", "why did the deploy fail?", "free some disk"})
    void withoutAnAppToShipTheWordsAreOfWorkloads(String question) {
        String tool = new RulePlanner()
                .plan(question, Focus.NONE, "todo-phaseiv", FakeInventory.todo())
                .best()
                .map(best -> best.call().tool())
                .orElse(ToolBook.NONE);

        assertThat(ShippingArguments.areOf(tool)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev-labels.tsv",
                "paraphrase-labels.tsv",
                "blind-labels.tsv",
                "blind2-labels.tsv",
                "blind3-labels.tsv",
                "held-out-labels.tsv"
            })
    void otherQuestionsAreAnsweredAsWellWhereThereIsAnAppToShip(String file) {
        PlannerScore score = PlannerScore.of(
                LabelledQuestion.read(LABELS.resolveSibling(file)), planner, "todo-phaseiv", FakeInventory.todo());

        assertThat(score.share(Verdict::toolRight)).isGreaterThanOrEqualTo(0.92);
        assertThat(score.share(Verdict::effectRight)).isGreaterThanOrEqualTo(0.99);
        assertThat(score.verdicts()).noneMatch(Verdict::unsafe);
        assertThat(score.precision()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void wordsOfChangeInAQuestionAreNoOrderThereEither() {
        PlannerScore score = PlannerScore.of(
                LabelledQuestion.read(LABELS.resolveSibling("traps.tsv")),
                planner,
                "todo-phaseiv",
                FakeInventory.todo());

        assertThat(score.verdicts()).hasSizeGreaterThan(80).noneMatch(Verdict::unsafe);
    }

    private Shortlist plan(String question, Inventory inventory) {
        return planner.plan(question, Focus.NONE, "todo-phaseiv", inventory);
    }

    /// In alphabetic order.
    private static String arguments(ToolCall call) {
        return new TreeMap<>(call.arguments())
                .entrySet().stream()
                        .map(argument -> argument.getKey() + "=" + argument.getValue())
                        .collect(Collectors.joining(" "));
    }
}
