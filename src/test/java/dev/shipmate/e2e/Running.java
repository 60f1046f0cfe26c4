package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program that runs, and can be sent signals. What it writes goes through files.
final class Running implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private Running(List<String> command, Process process, Path stdout, Path stderr) {
        this.command = List.copyOf(command);
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    static Running start(List<String> command, Path workFolder, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("shipmate-e2e", ".out");
            Path err = Files.createTempFile("shipmate-e2e", ".err");
            var builder = new ProcessBuilder(Program.withSignals(command))
                    .directory(workFolder.toAbsolutePath().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new Running(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until its standard output has a line that fits, or it has ended.
    ///
    /// @return whether the line came
    boolean awaitLine(Predicate<String> fits, Duration limit) {
        Instant deadline = Instant.now().plus(limit);
        while (Instant.now().isBefore(deadline)) {
            boolean alive = process.isAlive();
            if (written(stdout).lines().anyMatch(fits)) {
                return true;
            }
            if (!alive) {
                return false;
            }
            pause();
        }
        throw new AssertionError("Not within %d s: %s".formatted(limit.toSeconds(), soFar(-1)));
    }

    /// Sends a signal by its name, such as `INT`.
    void signal(String name) {
        Ran sent =
                Subprocess.run(List.of("kill", "-" + name, "" + process.pid()), Map.of(), "", Duration.ofSeconds(10));
        if (sent.exitCode() != 0 && process.isAlive()) {
            throw new AssertionError(sent);
        }
    }

    /// The programs that it has started, and those that they have.
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /// Waits for its end.
    Ran end(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Still running after %d s: %s".formatted(limit.toSeconds(), soFar(-1)));
            }
            return soFar(process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + command, e);
        }
    }

    private Ran soFar(int exitCode) {
        return new Ran(String.join(" ", command), exitCode, written(stdout), written(stderr));
    }

    private void pause() {
        try {
            boolean _ = process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + command, e);
        }
    }

    private static String written(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Files.deleteIfExists(stdout);
            Files.deleteIfExists(stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
