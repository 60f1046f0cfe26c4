package dev.shipmate.doctor;

import dev.shipmate.process.Program;
import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.List;

/// Whether a program that some commands need is there and works. Asking questions needs none of them.
///
/// @param purpose what it is needed for, such as `to build images`
/// @param remedy the command that mends it
record ProgramCheck(ProgramRunner runner, String name, String purpose, String remedy, List<String> command)
        implements CheckGroup {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    ProgramCheck {
        command = List.copyOf(command);
    }

    @Override
    public Duration limit() {
        return LIMIT.plusSeconds(2);
    }

    @Override
    public List<Check> run() {
        return List.of(
                switch (runner.run(new Program(LIMIT, command.toArray(String[]::new)))) {
                    case ProgramResult.Finished finished
                    when finished.successful() -> Check.ok(name, firstLine(finished.output()));
                    case ProgramResult.Finished finished ->
                        problem(firstLine(finished.errors().isBlank() ? finished.output() : finished.errors()));
                    case ProgramResult.TimedOut _ -> problem("no answer within %d s".formatted(LIMIT.toSeconds()));
                    case ProgramResult.Interrupted _ -> problem("interrupted");
                    case ProgramResult.NotRun _ -> problem("not installed");
                });
    }

    private Check problem(String detail) {
        return Check.warning(name, "%s; needed %s".formatted(detail, purpose), remedy);
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("no output").strip();
    }
}
