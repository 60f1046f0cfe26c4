package dev.shipmate.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One run of a program: the command with its arguments, where it runs, how long it may take, how many characters of
/// each of its outputs are kept, and the variables that its environment has on top of this process's own.
public record Program(
        List<String> command, Path directory, Duration limit, int outputLimit, Map<String, String> environment) {
    private static final int USUAL_OUTPUT = 64 * 1024;

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("No command.");
        }
        if (outputLimit < 0) {
            throw new IllegalArgumentException("outputLimit is negative: " + outputLimit);
        }
    }

    public Program(List<String> command, Path directory, Duration limit, int outputLimit) {
        this(command, directory, limit, outputLimit, Map.of());
    }

    /// In the current folder, with the usual bound on its output.
    public Program(Duration limit, String... command) {
        this(limit, List.of(command));
    }

    /// In the current folder, with the usual bound on its output.
    public Program(Duration limit, List<String> command) {
        this(command, Path.of("."), limit, USUAL_OUTPUT);
    }

    public Program in(Path folder) {
        return new Program(command, folder, limit, outputLimit, environment);
    }

    public Program keeping(int characters) {
        return new Program(command, directory, limit, characters, environment);
    }

    public Program with(Map<String, String> variables) {
        return new Program(command, directory, limit, outputLimit, variables);
    }

    public String name() {
        return command.getFirst();
    }

    /// Leaves out the values of variables, which may be secrets.
    @Override
    public String toString() {
        return "Program[command=%s, directory=%s, limit=%s, variables=%s]"
                .formatted(command, directory, limit, environment.keySet());
    }
}
