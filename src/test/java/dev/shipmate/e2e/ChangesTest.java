package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A change on a real cluster: planned, refused, approved, rolled out and undone.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
class ChangesTest {
    private static final String NAMESPACE = "todo-changes";
    private static final String QUESTION = "scale web to 3 replicas";

    private final TestNamespace todo = new TestNamespace(NAMESPACE);
    private final Kubectl kubectl = todo.kubectl();
    private final Program shipmate;

    ChangesTest(@TempDir Path home) {
        shipmate = Program.at(home).with("--namespace", NAMESPACE);
    }

    @BeforeAll
    void deployTheApp() {
        todo.apply("todo.yaml");
    }

    @BeforeEach
    void startWithTwoReplicas() {
        kubectl.call("scale", "deployment/web", "--replicas=2");
        kubectl.call("rollout", "status", "deployment/web", "--timeout=80s");
    }

    @AfterAll
    void deleteTheApp() {
        todo.close();
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#all")
    void withoutAnApprovalThePlanIsPrintedAndNothingChanges(Decider decider) {
        Ran text = decider.with(shipmate).run("ask", QUESTION);
        assertThat(text.exitCode()).as(text.toString()).isEqualTo(3);
        assertThat(text.stdout()).contains("web", "2", "3", NAMESPACE);

        Ran json = decider.with(shipmate).run("ask", "-o", "json", QUESTION);
        assertThat(json.exitCode()).as(json.toString()).isEqualTo(3);
        JsonNode turn = json.json();
        assertThat(turn.get("outcome").asString()).isEqualTo("needs-approval");
        JsonNode change = turn.at("/plan/0/changes/0");
        assertThat(change.get("before").asString()).isEqualTo("2");
        assertThat(change.get("after").asString()).isEqualTo("3");

        assertThat(replicas()).isEqualTo("2");
    }

    @ParameterizedTest
    @MethodSource("dev.shipmate.e2e.Decider#all")
    void anApprovedChangeIsRolledOutAndUndone(Decider decider) {
        Ran scaled = decider.with(shipmate).run("ask", "--yes", QUESTION);
        assertThat(scaled.exitCode()).as(scaled.toString()).isZero();
        assertThat(replicas()).isEqualTo("3");
        assertThat(kubectl.field("deployment", "web", ".status.readyReplicas"))
                .as("it waited until the change took effect")
                .isEqualTo("3");

        Ran undone = shipmate.run("undo", "--yes");
        assertThat(undone.exitCode()).as(undone.toString()).isZero();
        assertThat(replicas()).isEqualTo("2");
    }

    @Test
    void aYesAtTheTerminalMakesTheChange() {
        Ran ran = Decider.RULES.with(shipmate).runInTerminal("y\n", "ask", QUESTION);
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(replicas()).isEqualTo("3");
    }

    @Test
    void aNoAtTheTerminalLeavesTheClusterAlone() {
        Ran ran = Decider.RULES.with(shipmate).runInTerminal("n\n", "ask", QUESTION);
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        assertThat(replicas()).isEqualTo("2");
    }

    @Test
    void readOnlyKnowsNoChange() {
        Ran ran = Decider.RULES.with(shipmate).run("ask", "--read-only", "--yes", QUESTION);
        assertThat(ran.exitCode()).as(ran.toString()).isNotZero();
        assertThat(replicas()).isEqualTo("2");
    }

    @Test
    void aWorkloadThatIsNotThereIsNotChanged() {
        Ran ran = Decider.RULES.with(shipmate).run("ask", "--yes", "scale wobble to 3 replicas");
        assertThat(ran.exitCode()).as(ran.toString()).isNotZero();
        assertThat(replicas()).isEqualTo("2");
    }

    private String replicas() {
        return kubectl.field("deployment", "web", ".spec.replicas");
    }
}
