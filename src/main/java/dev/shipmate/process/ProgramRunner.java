package dev.shipmate.process;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs programs and waits for them. Standard input is empty unless it is a file; a program that has to be ended is
/// asked first, and takes its children with it.
public final class ProgramRunner {
    /// How long a program that was asked to end may tidy up. Helm needs as much to mark its release as failed; killed
    /// before, it leaves it locked.
    private static final Duration GRACE = Duration.ofSeconds(5);

    public ProgramResult run(Program program) {
        return run(program, _ -> {});
    }

    /// Hands each line of both outputs to the consumer while the program runs, one after the other.
    public ProgramResult run(Program program, Consumer<String> lines) {
        return run(program, builder(program), lines);
    }

    /// The program's output goes to a file, and none of it is kept.
    public ProgramResult runToFile(Program program, Path output) {
        return run(program, builder(program).redirectOutput(output.toFile()), _ -> {});
    }

    /// The program reads its input from a file.
    public ProgramResult runFromFile(Program program, Path input) {
        return run(program, builder(program).redirectInput(input.toFile()), _ -> {});
    }

    private static ProcessBuilder builder(Program program) {
        var builder = new ProcessBuilder(program.command())
                .directory(program.directory().toFile());
        builder.environment().putAll(program.environment());
        return builder;
    }

    private static ProgramResult run(Program program, ProcessBuilder builder, Consumer<String> lines) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new ProgramResult.NotRun("Cannot run '%s': %s".formatted(program.name(), e.getMessage()));
        }
        var turns = new Object();
        Consumer<String> oneByOne = line -> {
            synchronized (turns) {
                lines.accept(line);
            }
        };
        var output = new OutputReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8),
                program.outputLimit(),
                oneByOne);
        var errors = new OutputReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8),
                program.outputLimit(),
                oneByOne);
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // It ended before it could be told that there is no input.
        }
        try {
            if (!process.waitFor(program.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                return new ProgramResult.TimedOut(output.text(), errors.text());
            }
            return new ProgramResult.Finished(process.exitValue(), output.finish(), errors.finish());
        } catch (InterruptedException _) {
            end(process);
            Thread.currentThread().interrupt();
            return new ProgramResult.Interrupted(output.text(), errors.text());
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                all = all.stream().filter(ProcessHandle::isAlive).toList();
            }
        } catch (InterruptedException _) {
            // Whoever interrupts again does not want to wait; the flag is set again by the caller or here.
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
