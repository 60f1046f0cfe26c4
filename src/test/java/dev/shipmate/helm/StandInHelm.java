package dev.shipmate.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A script in the place of the `helm` program: it notes its arguments and the values files it is given, and answers as
/// the real one does.
final class StandInHelm {
    private final Path folder;

    StandInHelm(Path folder) {
        this.folder = folder;
        answer("v3.22.0", "echo 'unexpected call' >&2; exit 1");
    }

    /// @param version what `helm version` says
    /// @param script what any other call does
    StandInHelm answer(String version, String script) {
        String text = """
                #!/bin/sh
                if [ "$1" = version ]; then echo '%s'; exit 0; fi
                for argument in "$@"; do echo "$argument" >>'%s/arguments'; done
                for argument in "$@"; do case $argument in
                  */settings.yaml) cp -p "$argument" '%s/settings.yaml' ;;
                esac; done
                %s
                """.formatted(version, folder, folder, script);
        try {
            Files.writeString(program(), text);
            Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    StandInHelm fails(String version, String errors) {
        return answer(version, "cat >&2 <<'END'\n%s\nEND\nexit 1".formatted(errors));
    }

    Path program() {
        return folder.resolve("helm");
    }

    List<String> arguments() {
        try {
            return Files.readAllLines(folder.resolve("arguments"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path settings() {
        return folder.resolve("settings.yaml");
    }
}
