package dev.shipmate.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One run of a program: the command with its arguments, where it runs, how long it may take, and how many
/// characters of each of its outputs are kept.
public record Program(List<String> command, Path directory, Duration limit, int outputLimit) {
    private static final int USUAL_OUTPUT = 64 * 1024;

    public Program {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("No command.");
        }
        if (outputLimit < 0) {
            throw new IllegalArgumentException("outputLimit is negative: " + outputLimit);
        }
    }

    /// In the current folder, with the usual bound on its output.
    public Program(Duration limit, String... command) {
        this(List.of(command), Path.of("."), limit, USUAL_OUTPUT);
    }

    public String name() {
        return command.getFirst();
    }
}
