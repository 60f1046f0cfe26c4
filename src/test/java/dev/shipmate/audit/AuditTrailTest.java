package dev.shipmate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Authority;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.Ruling;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.conversation.Witness;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AuditTrailTest {
    private static final ClusterTarget TARGET = new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true);
    private static final ToolCall SCALE = new ToolCall("scale", Map.of("name", "deployment/web"));
    private static final List<Change> CHANGES = List.of(new Change("deployment/web", "todo", "replicas", "2", "5"));
    private static final PlannedChange PLANNED =
            new PlannedChange(SCALE, Effect.CHANGE, TARGET, CHANGES, List.of(), List.of());
    private static final ToolResult CHANGED =
            new ToolResult.Changed(CHANGES, List.of(), new Undo.Impossible("no"), Settled.YES);

    @TempDir
    Path folder;

    @Test
    void aDecisionIsWrittenBeforeTheChangeIsMade() {
        Witness.Testimony turn = trail().begins("scale web to 5");

        turn.on(new TurnEvent.ChangeDecided(PLANNED, new Ruling(Approval.YES, Authority.PERSON)));

        assertThat(log().entries()).singleElement().satisfies(entry -> {
            assertThat(text(entry, "event")).isEqualTo("decision");
            assertThat(text(entry, "question")).isEqualTo("scale web to 5");
            assertThat(text(entry, "context")).isEqualTo("minikube");
            assertThat(text(entry, "tool")).isEqualTo("scale");
            assertThat(text(entry, "approval")).isEqualTo("yes");
            assertThat(text(entry, "by")).isEqualTo("person");
            assertThat(entry.path("plan").get(0).path("after").asString()).isEqualTo("5");
        });
    }

    @Test
    void theResultNamesTheUndoEntryAndTheTurn() {
        Witness.Testimony turn = trail().begins("scale web to 5");
        turn.on(new TurnEvent.ChangeDecided(PLANNED, new Ruling(Approval.YES, Authority.OPTIONS)));
        turn.on(new TurnEvent.ChangeRecorded(SCALE, "undo-1"));
        turn.on(new TurnEvent.CallFinished(SCALE, Effect.CHANGE, CHANGED, Duration.ZERO));
        turn.ended(result(CHANGED), Optional.of(TARGET));

        List<JsonNode> entries = log().entries();
        assertThat(entries).extracting(entry -> text(entry, "event")).containsExactly("decision", "result", "turn");
        assertThat(text(entries.get(1), "outcome")).isEqualTo("changed");
        assertThat(text(entries.get(1), "undo")).isEqualTo("undo-1");
        assertThat(entries).extracting(entry -> text(entry, "turn")).containsOnly(text(entries.getFirst(), "turn"));
        assertThat(entries.get(2).path("calls").get(0).path("effect").asString())
                .isEqualTo("change");
        assertThat(log().verify().fault()).isEmpty();
    }

    @Test
    void aChangeThatWasNotAllowedHasNoResult() {
        Witness.Testimony turn = trail().begins("scale web to 5");
        turn.on(new TurnEvent.ChangeDecided(PLANNED, new Ruling(Approval.NO, Authority.PERSON)));
        turn.on(new TurnEvent.CallFinished(SCALE, Effect.CHANGE, new ToolResult.Refused("no", "no"), Duration.ZERO));

        assertThat(log().entries())
                .singleElement()
                .satisfies(entry -> assertThat(text(entry, "approval")).isEqualTo("no"));
    }

    @Test
    void secretsStayOut() {
        Witness.Testimony turn = trail().begins("set password=correct-horse-battery on web");
        var change = new PlannedChange(
                new ToolCall("patch", Map.of("patch", "{\"password\": \"correct-horse-battery\"}")),
                Effect.CHANGE,
                TARGET,
                List.of(new Change("deployment/web", "todo", "env", "", "password=correct-horse-battery")),
                List.of(),
                List.of());
        turn.on(new TurnEvent.ChangeDecided(change, new Ruling(Approval.YES, Authority.PERSON)));

        assertThat(log().entries().toString()).contains("patch").doesNotContain("correct-horse-battery");
    }

    @Test
    void whatCannotBeWrittenIsNotChanged() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "");
        var trail = new AuditTrail(new AuditLog(blocked.resolve("a"), Clock.systemUTC(), "ann"), new PatternRedactor());

        assertThatThrownBy(() -> trail.begins("x")
                        .on(new TurnEvent.ChangeDecided(PLANNED, new Ruling(Approval.YES, Authority.PERSON))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Nothing was changed, because it cannot be put on record in " + blocked);
    }

    private static TurnResult result(ToolResult result) {
        return new TurnResult(
                new Question("scale web to 5"),
                Outcome.ANSWERED,
                "Scaled.",
                DecidedBy.RULES,
                "",
                "",
                1,
                List.of(new CallRecord(SCALE, Effect.CHANGE, result, Duration.ofMillis(12))),
                List.of(),
                List.of(),
                TokenUsage.NONE,
                Duration.ofMillis(20));
    }

    private AuditTrail trail() {
        return new AuditTrail(log(), new PatternRedactor());
    }

    private AuditLog log() {
        return new AuditLog(folder.resolve("audit.jsonl"), Clock.systemUTC(), "ann");
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asString("");
    }
}
