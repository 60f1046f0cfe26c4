package dev.shipmate.tool.kubernetes;

import static dev.shipmate.tool.kubernetes.ChangeBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.RemedyId;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Remedies of the sandbox's broken shop, applied by their IDs.
class ApplyRemedyToolTest {
    private final ChangeBench bench = new ChangeBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theDryRunShowsTheChangeAndWhatItIsForAndStoresNothing() {
        assertThat(bench.dryRun(apply(id("deployment/mailer"))))
                .isInstanceOfSatisfying(ToolResult.Planned.class, planned -> {
                    assertThat(planned.changes()).singleElement().satisfies(change -> {
                        assertThat(change.object()).isEqualTo("deployment/mailer");
                        assertThat(change.before()).isEqualTo("todo-mailer:1.4.2");
                        assertThat(change.after()).isEqualTo("todo-mailer:1.4.1");
                    });
                    assertThat(planned.notes())
                            .anyMatch(note -> note.startsWith("remedy ") && note.contains("todo-mailer:1.4.1"))
                            .anyMatch(note -> note.startsWith("it is for deployment/mailer: "));
                });
        assertThat(bench.writes()).allMatch(write -> write.contains("dryRun=All"));
    }

    @Test
    void appliedItMendsWhatWasFoundAndCanBeTakenBack() {
        String id = id("deployment/mailer");

        ToolResult.Changed changed = bench.changed(apply(id.toUpperCase(Locale.ROOT)));

        assertThat(text(changed.blocks())).contains("1 of 1 pods ready");
        assertThat(find("deployment/mailer")).isEmpty();
        bench.apply(((Undo.By) changed.undo()).call());
        assertThat(bench.deployment("mailer")
                        .at("/spec/template/spec/containers/0/image")
                        .asString())
                .isEqualTo("todo-mailer:1.4.2");
    }

    @Test
    void whatIsNotProposedAnyMoreIsNotMadeAndWhatIsProposedIsNamed() {
        String id = id("deployment/mailer");
        bench.changed(apply(id));
        int before = bench.writes().size();

        assertThat(bench.apply(apply(id)))
                .isInstanceOfSatisfying(
                        ToolResult.NotFound.class,
                        missing -> assertThat(missing.nearest())
                                .anyMatch(name -> name.startsWith(id("deployment/worker") + " (")));
        assertThat(bench.writes()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4f2a", "the first", "4f2a91bcd", "zzzzzzzz"})
    void whatIsNoIdIsRefusedWithoutALook(String id) {
        assertThat(bench.dryRun(apply(id)))
                .isInstanceOfSatisfying(
                        ToolResult.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo("'%s' is no ID of a remedy".formatted(id)));
    }

    @Test
    void withoutAnIdNothingIsMadeAndTheRemediesAreNamed() {
        ToolCall call = new ToolCall("apply_remedy", Map.of("name", "mailer"));
        assertThat(bench.apply(call))
                .isInstanceOfSatisfying(
                        ToolResult.Completed.class,
                        told -> assertThat(text(told.blocks()))
                                .startsWith("Nothing was changed.")
                                .contains("Remedy %s: Set the image".formatted(id("deployment/mailer")))
                                .doesNotContain(id("deployment/worker")));
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void whatHasNoRemedySaysSoAndWhatToDo() {
        ToolCall call = new ToolCall("apply_remedy", Map.of("name", "deployment/backend"));
        assertThat(bench.apply(call)).isInstanceOfSatisfying(ToolResult.Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("No remedy is known for what is wrong with deployment/backend");
            assertThat(text(failed.evidence())).contains("Next: ");
        });
    }

    @Test
    void whatIsHealthyNeedsNone() {
        ToolCall call = new ToolCall("apply_remedy", Map.of("name", "frontend"));
        assertThat(bench.apply(call))
                .isInstanceOfSatisfying(
                        ToolResult.Completed.class,
                        told -> assertThat(text(told.blocks()))
                                .startsWith("Nothing is wrong with deployment/frontend."));
    }

    private static ToolCall apply(String id) {
        return new ToolCall("apply_remedy", Map.of("id", id));
    }

    private String id(String object) {
        Finding finding = find(object).orElseThrow();
        return RemedyId.of(finding, finding.remedies().getFirst());
    }

    private Optional<Finding> find(String object) {
        return new Diagnosis(bench.cluster(), new PatternRedactor(), Clock.systemUTC())
                .examine(new DiagnosisScope.Namespace("todo")).stream()
                        .filter(finding -> finding.object().equals(object))
                        .findFirst();
    }
}
