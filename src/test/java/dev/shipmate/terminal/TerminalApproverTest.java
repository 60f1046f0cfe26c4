package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalApproverTest {
    private static final ClusterTarget TARGET = new ClusterTarget("minikube", "todo", "https://127.0.0.1", true);

    static final PlannedChange SCALE = new PlannedChange(
            new ToolCall("scale", Map.of("name", "deployment/web")),
            Effect.CHANGE,
            TARGET,
            List.of(new Change("deployment/web", "shop", "replicas", "2", "5")),
            List.of(),
            List.of("wbe was taken for web"));
    private static final PlannedChange DELETE = new PlannedChange(
            new ToolCall("delete", Map.of("name", "deployment/web")),
            Effect.DESTROY,
            TARGET,
            List.of(),
            List.of("deployment/web and its 2 pods"),
            List.of());

    private final TestScreen screen = TestScreen.of(Screen.Kind.TYPEWRITER, 80);

    @Test
    void theUserSeesWhatChangesAndWhere() {
        ask(SCALE, new ScriptedLines("n"));

        assertThat(screen.shown()).isEqualTo("""
                scale name=deployment/web
                in namespace shop of context minikube
                OBJECT          FIELD     NOW  AFTER
                deployment/web  replicas  2    5
                . wbe was taken for web
                """);
    }

    @Test
    void theUserSeesWhatIsLost() {
        ask(DELETE, new ScriptedLines("n"));

        assertThat(screen.shown()).contains("Lost for good: deployment/web and its 2 pods\n");
    }

    @Test
    void aProtectedNamespaceIsTypedInFull() {
        var guarded = new PlannedChange(
                SCALE.call(), SCALE.effect(), TARGET, SCALE.changes(), List.of(), List.of(), List.of("shop"));

        assertThat(ask(guarded, new ScriptedLines("y", "a", "shop"))).isEqualTo(Approval.YES);
        assertThat(ask(guarded, new ScriptedLines("n"))).isEqualTo(Approval.NO);
        assertThat(screen.shown()).contains("Protected: shop\n");
    }

    @ParameterizedTest
    @CsvSource({"y,YES", "YES,YES", "n,NO", "no,NO", "t,TURN", "turn,TURN", "a,ALWAYS", " always ,ALWAYS"})
    void anAnswerIsALetterOrAWord(String answer, Approval approval) {
        assertThat(ask(SCALE, new ScriptedLines(answer))).isEqualTo(approval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "ok", "yep", "y n", "1"})
    void anythingElseAsksAgain(String unclear) {
        var lines = new ScriptedLines(unclear, "y");

        assertThat(ask(SCALE, lines)).isEqualTo(Approval.YES);
        assertThat(lines.prompts())
                .hasSize(2)
                .containsOnly("Apply? [y]es / [n]o / all of this [t]urn / [a]lways for scale in this session: ");
    }

    @Test
    void theEndOfTheInputIsANo() {
        assertThat(ask(SCALE, new ScriptedLines())).isEqualTo(Approval.NO);
    }

    @Test
    void ctrlCIsANoThatStopsTheTurn() {
        assertThat(ask(SCALE, new ScriptedLines("ye^C"))).isEqualTo(Approval.NO);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "web", "WEB"})
    void destructionWantsAWholeWord(String answer) {
        assertThat(ask(DELETE, new ScriptedLines(answer))).isEqualTo(Approval.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "a", "always", "we", ""})
    void destructionTakesNothingShorter(String answer) {
        var lines = new ScriptedLines(answer, "n");

        assertThat(ask(DELETE, lines)).isEqualTo(Approval.NO);
        assertThat(lines.left()).isZero();
        assertThat(lines.prompts()).containsOnly("Type web or yes in full to go on, or n: ");
    }

    @Test
    void aPlanIsShownInItsOrderAndAskedForOnce() {
        var lines = new ScriptedLines("a", "y");

        assertThat(askAll(List.of(SCALE, SCALE), lines)).isEqualTo(Approval.YES);
        assertThat(screen.shown())
                .startsWith("1 of 2\nscale name=deployment/web\n")
                .contains("\n2 of 2\nscale ");
        assertThat(lines.prompts())
                .hasSize(2)
                .containsOnly("Apply all 2, in this order? [y]es / [n]o / all of this [t]urn: ");
    }

    @Test
    void aPlanThatDestroysWantsTheWholeWord() {
        var lines = new ScriptedLines("y", "web", "yes");

        assertThat(askAll(List.of(SCALE, DELETE), lines)).isEqualTo(Approval.YES);
        assertThat(lines.prompts()).hasSize(3).containsOnly("Type yes in full to make all 2 changes, or n: ");
    }

    private Approval askAll(List<PlannedChange> plan, Lines lines) {
        return new TerminalApprover(screen.screen(), lines).askAll(plan);
    }

    private Approval ask(PlannedChange change, Lines lines) {
        return new TerminalApprover(screen.screen(), lines).ask(change);
    }
}
