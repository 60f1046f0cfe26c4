package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An external program, run to its end within a time limit. What it writes goes through files, so that a child that
/// lives on cannot hold the test.
final class Subprocess {
    private Subprocess() {}

    static Ran run(List<String> command, Map<String, String> environment, String input, Duration limit) {
        return run(command, Path.of(""), environment, List.of(new Typing("", input)), limit);
    }

    /// What is typed once the program has written the prompt: what comes earlier may be thrown away by it.
    record Typing(String prompt, String text) {}

    static Ran run(
            List<String> command,
            Path workFolder,
            Map<String, String> environment,
            List<Typing> typings,
            Duration limit) {
        try {
            Path folder = Files.createTempDirectory("shipmate-e2e");
            Path stdout = folder.resolve("stdout");
            Path stderr = folder.resolve("stderr");
            var builder = new ProcessBuilder(command)
                    .directory(workFolder.toAbsolutePath().toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            builder.environment().putAll(environment);
            Instant deadline = Instant.now().plus(limit);
            Process process = builder.start();
            OutputStream stdin = process.getOutputStream();
            for (Typing typing : typings) {
                while (process.isAlive()
                        && Instant.now().isBefore(deadline)
                        && !Files.readString(stdout, UTF_8).contains(typing.prompt())) {
                    boolean _ = process.waitFor(100, TimeUnit.MILLISECONDS);
                }
                type(stdin, typing.text());
                if (typing.prompt().isEmpty()) {
                    stdin.close();
                }
            }
            boolean ended =
                    process.waitFor(Duration.between(Instant.now(), deadline).toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            var ran = new Ran(
                    String.join(" ", command),
                    process.exitValue(),
                    Files.readString(stdout, UTF_8),
                    Files.readString(stderr, UTF_8));
            for (Path file : List.of(stdout, stderr, folder)) {
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

    private static void type(OutputStream stdin, String text) {
        try {
            stdin.write(text.getBytes(UTF_8));
            stdin.flush();
        } catch (IOException _) {
            // The program ended without reading: what it wrote and its exit code tell the rest.
        }
    }
}
