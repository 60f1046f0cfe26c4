package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.model.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsCommandTest extends PipelineProgram {
    @BeforeEach
    void say() {
        sessions()
                .begin("demo")
                .orElseThrow()
                .begins("")
                .ended(
                        new TurnResult(
                                new Question("why is web failing?"),
                                Outcome.ANSWERED,
                                "It **crashes**.",
                                DecidedBy.RULES,
                                "",
                                "",
                                1,
                                List.of(),
                                List.of(),
                                List.of(),
                                TokenUsage.NONE,
                                Duration.ofMillis(340)),
                        Optional.of(cluster.target()));
    }

    @Test
    void sessionsAreListed() {
        assertThat(bare("sessions")).isZero();
        assertThat(out.toString()).startsWith("demo ").contains("lab/todo  why is web failing?");
    }

    @Test
    void oneIsExportedAsMarkdown() throws IOException {
        assertThat(bare("sessions", "export", "demo")).isZero();
        assertThat(out.toString()).contains("# Shipmate, context lab", "## why is web failing?", "It **crashes**.");

        Path file = folder.resolve("demo.md");
        assertThat(bare("sessions", "export", "demo", file.toString())).isZero();
        assertThat(Files.readString(file)).contains("It **crashes**.");
        assertThat(bare("sessions", "export", "demo", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is there already and was left as it is");
    }

    @Test
    void oneIsDeletedOnlyAfterAYes() {
        assertThat(bare("sessions", "delete", "demo")).isEqualTo(3);
        personTypes("n");
        assertThat(bare("sessions", "delete", "demo")).isEqualTo(1);
        assertThat(sessions().find("demo")).isPresent();

        personTypes("y");
        assertThat(bare("sessions", "delete", "demo")).isZero();
        assertThat(sessions().find("demo")).isEmpty();
    }

    @Test
    void nothingIsDeletedWhenANameIsWrong() {
        assertThat(bare("sessions", "delete", "demo", "nope", "--yes")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no session 'nope', and nothing was deleted.");
        assertThat(sessions().find("demo")).isPresent();
    }

    @Test
    void whatIsNotThereCannotGoOn() {
        assertThat(bare("--resume", "nope")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no session 'nope'.");
        assertThat(bare("--session", "demo")).isEqualTo(2);
        assertThat(err.toString()).contains("There is a session 'demo' already.");
        assertThat(bare("--session", "../x")).isEqualTo(2);
        assertThat(bare("chat", "--resume", "demo", "--session", "x")).isEqualTo(2);
    }
}
