package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An external program, run to its end within a time limit. What it writes goes through files, so that a child that
/// lives on cannot hold the test.
final class Subprocess {
    private Subprocess() {}

    static Ran run(List<String> command, Map<String, String> environment, String input, Duration limit) {
        try {
            Path folder = Files.createTempDirectory("shipmate-e2e");
            Path stdin = Files.writeString(folder.resolve("stdin"), input);
            Path stdout = folder.resolve("stdout");
            Path stderr = folder.resolve("stderr");
            var builder = new ProcessBuilder(command)
                    .redirectInput(stdin.toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            var ran = new Ran(
                    String.join(" ", command),
                    process.exitValue(),
                    Files.readString(stdout, UTF_8),
                    Files.readString(stderr, UTF_8));
            for (Path file : List.of(stdin, stdout, stderr, folder)) {
                Files.delete(file);
            }
            if (!ended) {
                throw new AssertionError("Still running after %d s: %s".formatted(limit.toSeconds(), ran));
            }
            return ran;
        } catch (IOException e) {
            throw new AssertionError("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while running " + command, e);
        }
    }
}
