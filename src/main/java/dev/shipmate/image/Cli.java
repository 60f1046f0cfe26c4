package dev.shipmate.image;

import dev.shipmate.process.Program;
import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The command line of another program, and how its complaints are told.
final class Cli {
    private static final int KEPT_OUTPUT = 8 * 1024 * 1024;
    private static final int SHOWN_ARGUMENTS = 7;
    private static final int LONGEST_COMPLAINT = 400;

    private final ProgramRunner runner;
    private final List<String> command;
    private final Map<String, String> environment;

    Cli(ProgramRunner runner, String... command) {
        this(runner, List.of(command), Map.of());
    }

    private Cli(ProgramRunner runner, List<String> command, Map<String, String> environment) {
        this.runner = runner;
        this.command = List.copyOf(command);
        this.environment = environment;
    }

    /// The same program with more arguments before all others.
    Cli with(String... arguments) {
        return new Cli(runner, join(List.of(arguments)), environment);
    }

    Cli with(Map<String, String> variables) {
        return new Cli(runner, command, variables);
    }

    /// What it printed. An exit code other than 0 is a failure, or means that something is missing when the complaint
    /// says so.
    Outcome<String> run(Duration limit, String... arguments) {
        return run(limit, List.of(arguments));
    }

    Outcome<String> run(Duration limit, List<String> arguments) {
        return switch (watch(limit, arguments, _ -> {})) {
            case ProgramResult.Finished finished when finished.successful() -> new Outcome.Got<>(finished.output());
            case ProgramResult.Finished finished
            when saysMissing(finished.errors()) -> new Outcome.Missing<>(arguments.getLast());
            case ProgramResult.Finished finished -> new Outcome.Failed<>(problem(arguments, finished));
            case ProgramResult.TimedOut _ -> new Outcome.Failed<>(tooSlow(limit, arguments));
            case ProgramResult.Interrupted _ -> new Outcome.Stopped<>();
            case ProgramResult.NotRun notRun -> new Outcome.Failed<>(notRun(notRun));
        };
    }

    ProgramResult watch(Duration limit, List<String> arguments, Consumer<String> lines) {
        return runner.run(
                new Program(limit, join(arguments)).keeping(KEPT_OUTPUT).with(environment), lines);
    }

    List<String> command(List<String> arguments) {
        return join(arguments);
    }

    Problem problem(List<String> arguments, ProgramResult.Finished finished) {
        String complaint = complaint(finished);
        return new Problem(
                "`%s` failed with exit code %d: %s".formatted(shown(arguments), finished.exitCode(), complaint),
                Complaints.suggestion(command.getFirst(), complaint));
    }

    Problem tooSlow(Duration limit, List<String> arguments) {
        return new Problem(
                "`%s` had not ended after %d s and was stopped.".formatted(shown(arguments), limit.toSeconds()),
                "See whether %s answers at all, then try again.".formatted(command.getFirst()));
    }

    Problem notRun(ProgramResult.NotRun notRun) {
        return new Problem(notRun.reason(), Complaints.install(command.getFirst()));
    }

    private List<String> join(List<String> arguments) {
        var all = new ArrayList<>(command);
        all.addAll(arguments);
        return all;
    }

    /// The beginning of the command. A template is for the program, not for people.
    private String shown(List<String> arguments) {
        return join(arguments).stream()
                .map(argument -> argument.contains("{{") ? "…" : argument)
                .limit(SHOWN_ARGUMENTS)
                .collect(Collectors.joining(" "));
    }

    private static boolean saysMissing(String errors) {
        return errors.contains("No such image")
                || errors.contains("no such image")
                || errors.contains("reference does not exist")
                || errors.contains("No such object");
    }

    private static String complaint(ProgramResult.Finished finished) {
        String text = finished.errors().isBlank() ? finished.output() : finished.errors();
        String last = text.lines().filter(line -> !line.isBlank()).reduce("no message", (_, line) -> line.strip());
        return last.length() > LONGEST_COMPLAINT ? last.substring(0, LONGEST_COMPLAINT) + "…" : last;
    }
}
