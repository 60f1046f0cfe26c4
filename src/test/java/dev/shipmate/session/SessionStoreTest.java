package dev.shipmate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStoreTest {
    private static final ClusterTarget TARGET = new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true);
    private static final ToolCall LOGS = new ToolCall("get_logs", Map.of("name", "deployment/web", "tail", 20));

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock();

    @Test
    void whatWasAskedAndAnsweredIsThereAgain() {
        say("demo", turn("why is web failing?", new ToolResult.Completed(new Block.Fact("web crashes"))));

        TurnResult again = store().find("demo").orElseThrow().turns().getFirst();
        assertThat(again.question().text()).isEqualTo("why is web failing?");
        assertThat(again.answer()).isEqualTo("It crashes.");
        assertThat(again.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(again.model()).isEqualTo("qwen3:4b");
        assertThat(again.confidence()).isEqualTo(0.97);
        assertThat(again.calls()).singleElement().satisfies(made -> {
            assertThat(made.call()).isEqualTo(LOGS);
            assertThat(made.result()).isEqualTo(new ToolResult.Completed(new Block.Fact("web crashes")));
            assertThat(made.took()).isEqualTo(Duration.ofMillis(12));
        });
    }

    static Stream<ToolResult> results() {
        var scale = new ToolCall("scale", Map.of("name", "deployment/web", "replicas", 3));
        return Stream.of(
                new ToolResult.Completed(new Block.Fact("x")),
                new ToolResult.Proposed(List.of(new Block.Fact("x")), List.of(scale)),
                new ToolResult.Planned(List.of(new Change("deployment/web", "todo", "replicas", "1", "2")), List.of()),
                new ToolResult.Changed(List.of(), List.of(), new Undo.Impossible("no"), Settled.YES),
                new ToolResult.Refused("The user said no.", "Nothing was changed."),
                new ToolResult.NotFound("pod", "web", List.of("web-1")),
                new ToolResult.Failed("It broke", "Try again."));
    }

    @ParameterizedTest
    @MethodSource("results")
    void eachKindOfResultComesBackAsItsKind(ToolResult result) {
        say("demo", turn("x", result));

        ToolResult again = store().find("demo")
                .orElseThrow()
                .turns()
                .getFirst()
                .calls()
                .getFirst()
                .result();
        assertThat(again).hasSameClassAs(result);
        if (result instanceof ToolResult.Proposed proposed) {
            assertThat(((ToolResult.Proposed) again).changes()).isEqualTo(proposed.changes());
        }
        if (result instanceof ToolResult.NotFound missing) {
            assertThat(((ToolResult.NotFound) again).name()).isEqualTo(missing.name());
        }
    }

    @Test
    void aSessionIsWhereItWasLast() {
        say("demo", turn("x", new ToolResult.Completed()));

        assertThat(store().find("demo").orElseThrow().place()).contains(new StoredSession.Place("minikube", "todo"));
    }

    @Test
    void whatWasForgottenStaysSo() {
        say("demo", turn("first", new ToolResult.Completed()));
        store().find("demo").orElseThrow().forgets();
        say("demo", turn("second", new ToolResult.Completed()));

        assertThat(store().find("demo").orElseThrow().turns())
                .extracting(turn -> turn.question().text())
                .containsExactly("second");
    }

    @Test
    void aLineThatACrashHasTornIsPassedOverAndTheRestIsKept() throws IOException {
        say("demo", turn("first", new ToolResult.Completed()));
        Files.writeString(folder.resolve("demo.jsonl"), "{\"time\":\"2026-", StandardOpenOption.APPEND);
        say("demo", turn("second", new ToolResult.Completed()));

        assertThat(store().find("demo").orElseThrow().turns())
                .extracting(turn -> turn.question().text())
                .containsExactly("first", "second");
    }

    @Test
    void onlyTheOwnerReadsItAndSecretsStayOut() throws IOException {
        say(
                "demo",
                turn(
                        "set password=correct-horse-battery",
                        new ToolResult.Completed(new Block.Fact("DB_PASSWORD=correct-horse-battery"))));

        Path file = folder.resolve("demo.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("password").doesNotContain("correct-horse-battery");
    }

    @Test
    void theOneThatWasUsedLastComesFirst() {
        say("old", turn("x", new ToolResult.Completed()));
        clock.pass(Duration.ofHours(1));
        say("new", turn("x", new ToolResult.Completed()));
        clock.pass(Duration.ofHours(1));
        say("old", turn("y", new ToolResult.Completed()));

        assertThat(store().all()).extracting(StoredSession::name).containsExactly("old", "new");
    }

    @Test
    void aNewOneIsNamedAfterTheTimeAndTakesNoOthersName() {
        String name = store().begin().name();
        say(name, turn("x", new ToolResult.Completed()));

        assertThat(name).startsWith("2026-11-01-");
        assertThat(store().begin().name()).startsWith(name + "-");
        assertThat(store().begin(name)).isEmpty();
    }

    @Test
    void aDeletedOneIsGone() {
        say("demo", turn("x", new ToolResult.Completed()));

        assertThat(store().delete("demo")).isTrue();
        assertThat(store().delete("demo")).isFalse();
        assertThat(store().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../undo", "a/b", ".hidden", "a b", "x\u0000", "demo.jsonl"})
    void aNameThatLeadsElsewhereIsNone(String name) {
        assertThat(SessionStore.isName(name)).isFalse();
        assertThat(store().find(name)).isEmpty();
        assertThat(store().delete(name)).isFalse();
    }

    private void say(String name, TurnResult turn) {
        SessionStore store = store();
        StoredSession session = store.find(name).or(() -> store.begin(name)).orElseThrow();
        session.begins(turn.question().text()).ended(turn, Optional.of(TARGET));
    }

    private SessionStore store() {
        return new SessionStore(folder, new PatternRedactor(), clock);
    }

    private static TurnResult turn(String question, ToolResult result) {
        return new TurnResult(
                new Question(question),
                Outcome.ANSWERED,
                "It crashes.",
                DecidedBy.MODEL,
                "qwen3:4b",
                "schema",
                0.97,
                List.of(new CallRecord(LOGS, Effect.READ, result, Duration.ofMillis(12))),
                List.of(),
                List.of("show its logs"),
                TokenUsage.NONE,
                Duration.ofMillis(340));
    }
}
