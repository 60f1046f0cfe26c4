package dev.shipmate.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Commands as a person would type them into a shell.
final class CommandLineText {
    private CommandLineText() {}

    /// "A single-quote cannot occur within single-quotes", so that it is put between two such texts (POSIX, Shell
    /// Command Language, 2.2.2).
    static String of(String program, List<String> arguments) {
        return Stream.concat(Stream.of(program), arguments.stream().map(CommandLineText::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
