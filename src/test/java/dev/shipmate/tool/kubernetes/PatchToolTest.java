package dev.shipmate.tool.kubernetes;

import static dev.shipmate.tool.kubernetes.ChangeBench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchToolTest {
    private static final String WORSE =
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"frontend\",\"env\":[{\"name\":\"MODE\",\"value\":\"x\"}]}]}}}}";

    private final ChangeBench bench = new ChangeBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void dryRunNamesEachFieldAndLeavesTheObjectAlone() {
        assertThat(bench.dryRun(patch("service", "frontend", "{\"spec\":{\"selector\":{\"app\":\"web\"}}}")))
                .isInstanceOfSatisfying(
                        ToolResult.Planned.class,
                        planned -> assertThat(planned.changes()).singleElement().satisfies(change -> {
                            assertThat(change.object()).isEqualTo("service/frontend");
                            assertThat(change.field()).isEqualTo("spec.selector.app");
                            assertThat(change.after()).isEqualTo("web");
                        }));
        assertThat(bench.writes()).singleElement().asString().contains("dryRun=All");
    }

    @Test
    void applyChangesTheObjectAndItsUndoPutsTheFormerValueBack() {
        String before = selector();
        ToolResult.Changed changed = bench.changed(patch(
                "svc",
                "service/frontend",
                "{\"spec\":{\"selector\":{\"app.kubernetes.io/name\":\"web\",\"x\":\"y\"}}}"));
        assertThat(selector()).contains("\"app.kubernetes.io/name\":\"web\"", "\"x\":\"y\"");

        bench.undo(changed);
        assertThat(selector()).isEqualTo(before);
    }

    @Test
    void aChangedTemplateIsRolledOutAndUndone() {
        ToolResult.Changed changed = bench.changed(patch("deployment", "frontend", WORSE));

        assertThat(text(changed.blocks())).contains("2 of 2 pods ready");
        assertThat(changed.changes())
                .extracting(Change::field, Change::before)
                .contains(tuple("spec.template.spec.containers frontend.env MODE", "(none)"));
        bench.undo(changed);
        assertThat(bench.deployment("frontend").at("/spec/template/spec/containers/0/env"))
                .noneMatch(variable -> variable.path("name").asString("").equals("MODE"));
    }

    @Test
    void theSameValuesAreNoChange() {
        assertThat(bench.apply(patch("deployment", "frontend", "{\"spec\":{\"replicas\":2}}")))
                .isInstanceOf(ToolResult.Completed.class);
    }

    @Test
    void aSecretsValuesAreNotPatched() {
        assertThat(bench.apply(patch("secret", "todo-secrets", "{\"stringData\":{\"a\":\"b\"}}")))
                .isInstanceOf(ToolResult.Failed.class);
        assertThat(bench.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec:\n  replicas: 2", "[]", "{", "{}", "\"x\""})
    void whatIsNoJsonObjectIsNotSent(String text) {
        assertThat(bench.apply(patch("deployment", "frontend", text))).isInstanceOf(ToolResult.Failed.class);
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void aMisspeltNameOrKindGetsTheNearest() {
        assertThat(bench.apply(patch("service", "frontnd", "{\"spec\":{}}")))
                .isInstanceOfSatisfying(
                        ToolResult.NotFound.class,
                        missing -> assertThat(missing.nearest()).contains("frontend"));
        assertThat(bench.apply(patch("servces", "frontend", "{\"spec\":{}}"))).isInstanceOf(ToolResult.NotFound.class);
    }

    @Test
    void directivesCannotBeTakenBack() {
        ToolResult.Changed changed = bench.changed(
                patch("service", "frontend", "{\"spec\":{\"selector\":{\"$patch\":\"replace\",\"a\":\"b\"}}}"));
        assertThat(changed.undo()).isInstanceOf(Undo.Impossible.class);
    }

    @Nested
    class WhenARemedyIsMade {
        @Test
        void theWorkerThatRanOutOfMemoryAndTheReportsThatFoundNoNodeAreHealed() {
            for (String broken : List.of("deployment/worker", "deployment/reports")) {
                Remedy remedy = finding(broken).remedies().getFirst();
                ToolResult.Changed changed = bench.changed(RemedyCalls.of(remedy));
                assertThat(changed.changes()).as(broken).isNotEmpty();
            }
        }

        @Test
        void anImageAndARolloutGoThroughTheirOwnTools() {
            assertThat(RemedyCalls.of(new Remedy.SetImage("x", workload(), "frontend", "a:1")))
                    .isEqualTo(new ToolCall("set_image", Map.of())
                            .with("name", "deployment/frontend")
                            .with("namespace", "todo")
                            .with("image", "a:1")
                            .with("container", "frontend"));
            assertThat(RemedyCalls.of(new Remedy.UndoRollout("x", workload())).tool())
                    .isEqualTo("rollout_undo");
        }

        private WorkloadName workload() {
            return new WorkloadName("deployment", "todo", "frontend");
        }

        private Finding finding(String object) {
            return new Diagnosis(bench.cluster(), new PatternRedactor(), Clock.systemUTC())
                    .examine(new DiagnosisScope.Namespace("todo")).stream()
                            .filter(finding -> finding.object().equals(object))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private String selector() {
        return bench.cluster()
                .findObject(KnownKinds.SERVICES, "todo", "frontend")
                .orElseThrow()
                .at("/spec/selector")
                .toString();
    }

    private static ToolCall patch(String kind, String name, String patch) {
        return new ToolCall("patch", Map.of())
                .with("kind", kind)
                .with("name", name)
                .with("patch", patch);
    }
}
