package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellInputTest {
    @ParameterizedTest
    @CsvSource({
        "model,MODEL",
        "models,MODELS",
        "tools,TOOLS",
        "version,VERSION",
        "reset,RESET",
        "clear,CLEAR",
        "sessions,HISTORY",
        "exit,EXIT",
        "quit,EXIT",
        "help,HELP"
    })
    void aBareWordIsACommandWhenItIsTheWholeLine(String word, ShellCommand command) {
        assertThat(ShellInput.parse(" " + word + " ")).isEqualTo(new ShellInput.Run(command, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools for debugging?", "clear the logs", "Exit code of web?", "undo", "why"})
    void otherLinesAreQuestions(String line) {
        assertThat(ShellInput.parse(line)).isEqualTo(new ShellInput.Ask(line));
    }

    @Test
    void aSlashCommandMayHaveAnArgument() {
        assertThat(ShellInput.parse("/plan scale web  to 3"))
                .isEqualTo(new ShellInput.Run(ShellCommand.PLAN, "scale web  to 3"));
        assertThat(ShellInput.parse("/NS todo")).isEqualTo(new ShellInput.Run(ShellCommand.NAMESPACE, "todo"));
    }

    @Test
    void aMisspeltCommandOffersTheNearest() {
        assertThat(ShellInput.parse("/histroy")).isEqualTo(new ShellInput.Unknown("histroy", List.of("history")));
    }

    @Test
    void aPathIsNoCommand() {
        assertThat(ShellInput.parse("/var/log is full")).isEqualTo(new ShellInput.Ask("/var/log is full"));
    }

    @Test
    void anEmptyLineIsNothing() {
        assertThat(ShellInput.parse("  ")).isEqualTo(new ShellInput.Nothing());
    }
}
