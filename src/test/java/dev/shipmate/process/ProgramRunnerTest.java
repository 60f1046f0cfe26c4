package dev.shipmate.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void slowProgramIsEnded() {
        assertThat(runner.run(new Program(Duration.ofMillis(100), "sleep", "60")))
                .isInstanceOf(ProgramResult.TimedOut.class);
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
}
