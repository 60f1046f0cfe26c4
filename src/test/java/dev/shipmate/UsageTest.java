package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line takes and refuses, and what it tells without a cluster.
class UsageTest extends WholeProgram {
    @Test
    void helpListsTheExitCodes() {
        assertThat(shipmate("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "needs an approval", "ask", "doctor", "completion");
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of(
                "ask",
                "chat",
                "diagnose",
                "serve",
                "deploy",
                "status",
                "verify",
                "rollback",
                "cleanup",
                "undo",
                "doctor",
                "tools",
                "completion")) {
            assertThat(shipmate(command, "--help")).as(command).isZero();
        }
    }

    @Test
    void whatIsServedHasHelpOfItsOwn() {
        assertThat(shipmate("serve", "metrics", "--help")).isZero();
        assertThat(out.toString()).contains("--port", "--listen", "--interval", "--namespace");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(shipmate("--version")).isZero();
        assertThat(out.toString()).startsWith("shipmate ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask",
                "ask --planner maybe pods",
                "ask --window 100 pods",
                "ask --protocol morse pods",
                "ask -o xml pods",
                "ask --from-file /does/not/exist",
                "ask --frm-file x",
                "--timeout many ask pods",
                "--timeout 0 ask pods",
                "--timeout -5 ask pods",
                "ask --sandbox --context foo pods",
                "nonsense",
            })
    void wrongUsageExitsWithTwoAndSaysWhatIsWrong(String line) {
        assertThat(shipmate(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).startsWith("shipmate: ").doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void toolsAreListedWithTheirEffects() {
        assertThat(shipmate("tools", "--kubeconfig", home.resolve("none").toString()))
                .as("without a cluster")
                .isZero();
        assertThat(out.toString()).containsPattern("list_pods +read").containsPattern("delete +destroy");
    }

    @Test
    void readOnlyToolsAreThoseThatRead() {
        assertThat(shipmate("tools", "--read-only")).isZero();
        assertThat(out.toString()).contains("list_pods").doesNotContain("change", "destroy");
    }

    @Test
    void anOutputThatTakesNothingExitsWithOne() {
        var full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int start, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        assertThat(shipmate(full, "--version")).isEqualTo(1);
        assertThat(err.toString()).contains("Cannot write the answer");
    }

    @Test
    void completionIsAScript() {
        assertThat(shipmate("completion")).isZero();
        assertThat(out.toString()).contains("complete -F");
    }
}
