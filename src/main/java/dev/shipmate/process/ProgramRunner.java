package dev.shipmate.process;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Runs programs and waits for them. Standard input is empty; a program that has to be ended takes its children
/// with it.
public final class ProgramRunner {
    public ProgramResult run(Program program) {
        Process process;
        try {
            process = new ProcessBuilder(program.command())
                    .directory(program.directory().toFile())
                    .start();
        } catch (IOException e) {
            return new ProgramResult.NotRun("Cannot run '%s': %s".formatted(program.name(), e.getMessage()));
        }
        var output = new Drain(process.inputReader(StandardCharsets.UTF_8), program.outputLimit());
        var errors = new Drain(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8), program.outputLimit());
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
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Reads to the end, so that the program never waits for a reader, and keeps what fits.
    private static final class Drain {
        private final StringBuilder kept = new StringBuilder();
        private final Thread thread;

        Drain(Reader reader, int limit) {
            thread = Thread.ofVirtual().start(() -> read(reader, limit));
        }

        private void read(Reader reader, int limit) {
            char[] buffer = new char[8192];
            try (reader) {
                for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                    synchronized (kept) {
                        kept.append(buffer, 0, Math.min(count, limit - kept.length()));
                    }
                }
            } catch (IOException | UncheckedIOException _) {
                // The program was ended while it wrote.
            }
        }

        /// All of it. A child that lives on may hold the stream open, so this does not wait for ever.
        String finish() throws InterruptedException {
            thread.join(1000);
            return text();
        }

        String text() {
            synchronized (kept) {
                return kept.toString();
            }
        }
    }
}
