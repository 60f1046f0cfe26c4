package dev.shipmate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ProgramRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ProgramRunner runner = new ProgramRunner();

    @Test
    void outputAndErrorsAreKeptApart() {
        assertThat(runner.run(new Program(LONG, "sh", "-c", "echo out; echo err >&2; exit 3")))
                .isEqualTo(new ProgramResult.Finished(3, "out\n", "err\n"));
    }

    @Test
    void argumentsAreNotReadByAShell() {
        assertThat(runner.run(new Program(LONG, "echo", "$HOME; ls", "*")))
                .isEqualTo(new ProgramResult.Finished(0, "$HOME; ls *\n", ""));
    }

    @Test
    void programRunsInItsFolder(@TempDir Path folder) throws Exception {
        var program = new Program(List.of("pwd"), folder.toRealPath(), LONG, 1000);
        assertThat(runner.run(program)).isEqualTo(new ProgramResult.Finished(0, folder.toRealPath() + "\n", ""));
    }

    @Test
    void outputBeyondTheBoundIsDropped() {
        var program = new Program(List.of("seq", "100000"), Path.of("."), LONG, 3);
        assertThat(runner.run(program)).isEqualTo(new ProgramResult.Finished(0, "1\n2", ""));
    }

    @Test
    void standardInputIsEmpty() {
        assertThat(runner.run(new Program(LONG, "cat"))).isEqualTo(new ProgramResult.Finished(0, "", ""));
    }

    @Test
    void linesOfBothOutputsAreHandedOnWhileTheProgramRuns(@TempDir Path folder) throws Exception {
        Path go = folder.resolve("go");
        var lines = new ArrayList<String>();
        String script = "echo one; while [ ! -e \"$0\" ]; do sleep 0.01; done; echo two >&2";
        runner.run(new Program(LONG, "sh", "-c", script, go.toString()), line -> {
            lines.add(line);
            touch(go);
        });
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void lineWithoutAnEndIsHandedOnToo() {
        var lines = new ArrayList<String>();
        runner.run(new Program(LONG, "printf", "a\\r\\nb\\rc"), lines::add);
        assertThat(lines).containsExactly("a", "b", "c");
    }

    @Test
    void veryLongLineComesInPieces() {
        var lengths = new ArrayList<Integer>();
        var program = new Program(LONG, "sh", "-c", "head -c 40000 /dev/zero | tr '\\0' x");
        runner.run(program, line -> lengths.add(line.length()));
        assertThat(lengths).containsExactly(16384, 16384, 7232);
    }

    @Test
    void whatTheConsumerThrowsReachesTheCallerAndTheProgramStillEnds() {
        var program = new Program(LONG, "seq", "100000");
        assertThatThrownBy(() -> runner.run(program, _ -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
    }

    @Test
    void variablesAreAddedToTheEnvironmentAndNeverPrinted() {
        var program = new Program(LONG, "sh", "-c", "echo $WORD $HOME").with(Map.of("WORD", "hidden"));
        assertThat(runner.run(program))
                .isEqualTo(new ProgramResult.Finished(0, "hidden " + System.getenv("HOME") + "\n", ""));
        assertThat(program.toString()).contains("WORD").doesNotContain("hidden");
    }

    @Test
    void outputGoesToAFileAndInputComesFromOne(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("numbers");
        assertThat(runner.runToFile(new Program(LONG, "seq", "50000"), file))
                .isEqualTo(new ProgramResult.Finished(0, "", ""));
        assertThat(file).hasSize(288894);
        assertThat(runner.runFromFile(new Program(LONG, "tail", "-n1"), file))
                .isEqualTo(new ProgramResult.Finished(0, "50000\n", ""));
    }

    @Test
    void programThatIsEndedMayTidyUp(@TempDir Path folder) {
        Path tidied = folder.resolve("tidied");
        String script = "trap 'touch \"$0\"; exit' TERM; while :; do sleep 0.01; done";
        runner.run(new Program(Duration.ofMillis(300), "sh", "-c", script, tidied.toString()));
        assertThat(tidied).exists();
    }

    @Test
    void programThatDoesNotListenIsEndedAllTheSame() {
        var program = new Program(Duration.ofMillis(100), "sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");
        assertThat(runner.run(program)).isInstanceOf(ProgramResult.TimedOut.class);
    }

    @Test
    void slowProgramIsEnded() {
        assertThat(runner.run(new Program(Duration.ofMillis(100), "sleep", "60")))
                .isInstanceOf(ProgramResult.TimedOut.class);
    }

    @Test
    void programThatIsEndedMayLeaveThingsInOrder(@TempDir Path folder) {
        String script = "trap 'echo done >left; exit' TERM; while :; do sleep 0.05; done";
        runner.run(new Program(List.of("sh", "-c", script), folder, Duration.ofMillis(500), 1000));
        assertThat(folder.resolve("left")).hasContent("done");
    }

    @Test
    void missingProgramIsNotRun() {
        assertThat(runner.run(new Program(LONG, "no-such-program-anywhere")))
                .isInstanceOfSatisfying(
                        ProgramResult.NotRun.class,
                        notRun -> assertThat(notRun.reason()).contains("'no-such-program-anywhere'"));
    }

    @Test
    void interruptionEndsTheProgramAndKeepsTheFlag() throws Exception {
        var outcome = new CompletableFuture<Boolean>();
        Thread thread = Thread.ofVirtual().start(() -> {
            ProgramResult result = runner.run(new Program(Duration.ofMinutes(1), "sleep", "60"));
            outcome.complete(result instanceof ProgramResult.Interrupted
                    && Thread.currentThread().isInterrupted());
        });
        thread.interrupt();
        thread.join(Duration.ofSeconds(10));
        assertThat(outcome).isCompletedWithValue(true);
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
