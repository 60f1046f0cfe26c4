package dev.shipmate.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A small program that stands in for another one: it notes its arguments and answers as the first fitting rule says.
/// What no rule covers ends with exit code 64.
public final class StandIn {
    private final Path program;
    private final Path calls;
    private final List<String> rules = new ArrayList<>();

    public StandIn(Path folder, String name) {
        program = folder.resolve(name);
        calls = folder.resolve(name + ".calls");
        write();
    }

    /// Prints and succeeds.
    ///
    /// @param arguments a shell pattern for all arguments, with spaces between
    public StandIn prints(String arguments, String output) {
        return ends(arguments, 0, output, "");
    }

    public StandIn fails(String arguments, int exitCode, String errors) {
        return ends(arguments, exitCode, "", errors);
    }

    public StandIn ends(String arguments, int exitCode, String output, String errors) {
        return does(arguments, "%s%sexit %d".formatted(here(output, ""), here(errors, " >&2"), exitCode));
    }

    /// Runs lines of shell for these arguments. A rule that is added later wins.
    public StandIn does(String arguments, String shell) {
        rules.addFirst("case \"$*\" in %s)\n%s\n;; esac".formatted(arguments.replace(" ", "\\ "), shell));
        write();
        return this;
    }

    public String path() {
        return program.toString();
    }

    /// The arguments of each call, in their order.
    public List<String> calls() {
        try {
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String here(String text, String target) {
        String end = text.endsWith("\n") || text.isEmpty() ? "" : "\n";
        return text.isEmpty() ? "" : "cat%s <<'END_OF_OUTPUT'\n%s%sEND_OF_OUTPUT\n".formatted(target, text, end);
    }

    private void write() {
        String script = "#!/bin/sh\necho \"$*\" >>'%s'\n%s\necho \"no rule for: $*\" >&2\nexit 64\n"
                .formatted(calls, String.join("\n", rules));
        try {
            Files.writeString(program, script, StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
