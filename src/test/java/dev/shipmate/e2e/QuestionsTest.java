package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What people ask first, on a real cluster, answered by the rules and by a real model in each protocol. The facts are
/// compared with what `kubectl` says, in text and in JSON.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
class QuestionsTest {
    private static final String NAMESPACE = "todo";

    private final TestNamespace todo = new TestNamespace(NAMESPACE);
    private final Kubectl kubectl = todo.kubectl();
    private final Program shipmate;

    QuestionsTest(@TempDir Path home) {
        shipmate = Program.at(home).with("--namespace", NAMESPACE);
    }

    @BeforeAll
    void deployTheApp() {
        todo.apply("todo.yaml");
        kubectl.call("rollout", "status", "deployment/web", "--timeout=80s");
        kubectl.await(
                "crash in a crash loop",
                () -> kubectl.field("pod", "crash", ".status.containerStatuses[0].state.waiting.reason")
                        .equals("CrashLoopBackOff"));
        kubectl.await(
                "metrics of the pods that hold memory",
                () -> kubectl.succeeds("top", "pod", "memory-big") && kubectl.succeeds("top", "pod", "memory-small"));
    }

    @AfterAll
    void deleteTheApp() {
        todo.close();
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#all")
    void allPodsAreShown(Decider decider) {
        String question = "show me all pods in the todo namespace";
        for (String answer : answers(decider, question)) {
            assertThat(answer).contains(kubectl.names("pods"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#all")
    void replicasAreCounted(Decider decider) {
        for (String answer : answers(decider, "how many replicas does the web deployment have?")) {
            assertThat(answer).contains("web").containsPattern("(?<![0-9])2(?![0-9])");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#all")
    void theCauseOfACrashIsTold(Decider decider) {
        for (String answer : answers(decider, "why is pod crash failing?")) {
            assertThat(answer)
                    .containsIgnoringCase("exit code 1")
                    .contains("cannot connect to database at db.todo.svc:5432");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#all")
    void theLastLinesOfALogAreShown(Decider decider) {
        List<String> last = IntStream.rangeClosed(21, 40)
                .mapToObj("GET /todos/%d 200"::formatted)
                .toList();
        for (String answer : answers(decider, "show the last 20 lines of the logs of web")) {
            assertThat(answer).contains(last).doesNotContain("GET /todos/20 200");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#all")
    void podsAreOrderedByMemory(Decider decider) {
        for (String answer : answers(decider, "which pods use the most memory?")) {
            assertThat(answer).containsSubsequence("memory-big", "memory-small");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#alone")
    void aTinyModelOnItsOwnInventsNothing(Decider decider) {
        for (String question : List.of("show me all pods in the todo namespace", "why is pod crash failing?")) {
            Ran ran = decider.with(shipmate).run("ask", "-o", "json", question);
            assertThat(ran.exitCode()).as(ran.toString()).isIn(0, 1, 4);
            JsonNode turn = ran.json();
            assertThat(turn.get("decidedBy").asString()).isEqualTo("model");
            assertThat(invented(turn.get("answer").asString()))
                    .as(ran.toString())
                    .isEmpty();
            assertThat(ran.everything()).doesNotContain("Exception", "\tat ");
        }
    }

    /// The answer as text and from the JSON; both must have succeeded, in the expected form, without invented names.
    private List<String> answers(Decider decider, String question) {
        Ran text = decider.with(shipmate).run("ask", question);
        assertThat(text.exitCode()).as(text.toString()).isZero();
        Ran json = decider.with(shipmate).run("ask", "--output", "json", question);
        assertThat(json.exitCode()).as(json.toString()).isZero();
        JsonNode turn = json.json();
        assertThat(turn.get("question").asString()).isEqualTo(question);
        assertThat(turn.get("outcome").asString()).as(json.toString()).isEqualTo("answered");
        assertThat(turn.get("calls")).as(json.toString()).isNotEmpty();
        String answer = turn.get("answer").asString();
        assertThat(invented(text.stdout())).as(text.toString()).isEmpty();
        assertThat(invented(answer)).as(json.toString()).isEmpty();
        return List.of(text.stdout(), answer);
    }

    private Set<String> invented(String text) {
        return new LiveNames(kubectl).inventedIn(text);
    }
}
