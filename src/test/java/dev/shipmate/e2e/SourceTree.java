package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A source tree to deploy from: a copy that a test may change.
record SourceTree(Path folder) {
    private static final String PROJECT = "shipmate.yaml";

    /// The small app that is made to be broken, as `e2e/shop` on the class path has it.
    static SourceTree shop(Path folder, String namespace, int port) {
        try {
            copy(Path.of(SourceTree.class.getResource("/e2e/shop").toURI()), folder);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return new SourceTree(folder)
                .replace(PROJECT, "{{namespace}}", namespace)
                .replace(PROJECT, "{{port}}", String.valueOf(port));
    }

    /// The Todo app of this repository, with environments for a node that is this machine and has node port 3000 in
    /// its range: `lab`, and `broken`, which takes `broken.yaml` as well. It is a project of its own, so that its
    /// clean-up leaves alone what was built by hand.
    static SourceTree todo(Path folder, String namespace) {
        copyTracked("docker", folder);
        copyTracked("helm/todo", folder);
        copyTracked(PROJECT, folder);
        return new SourceTree(folder)
                .replace(PROJECT, "\nname: todo ", "\nname: todo-e2e\nrelease: todo\n#")
                .replace(PROJECT, "\nrelease: todo\n\n", "\n")
                .replace(PROJECT, "shipmate/todo-", "todo-e2e/")
                .replace(PROJECT, "network: \"\"", "network: host")
                .write("broken.yaml", "{}")
                .replace(
                        PROJECT,
                        "\nenvironments:\n",
                        "\nenvironments:\n" + environment("lab", namespace, "true", "")
                                + environment("broken", namespace, "false", ", broken.yaml"));
    }

    /// @param restarts whether a deploy also makes the checks that delete pods
    private static String environment(String name, String namespace, String restarts, String moreValues) {
        return """
                  %s:
                    namespace: %s
                    values: [helm/todo/values-dev.yaml, helm/todo/ci/lab-values.yaml%s]
                    restarts: %s
                    set:
                      postgresql.persistence.storageClass: %s
                      postgresql.runAsUser: "%s"
                      postgresql.runAsGroup: "%s"
                """.formatted(
                        name,
                        namespace,
                        moreValues,
                        restarts,
                        TestVolumes.CLASS,
                        TestImages.postgresId("-u"),
                        TestImages.postgresId("-g"));
    }

    /// Replaces a text that must be there.
    SourceTree replace(String file, String text, String with) {
        String before = read(file);
        if (!before.contains(text)) {
            throw new AssertionError("%s has no '%s'".formatted(file, text));
        }
        return write(file, before.replace(text, with));
    }

    SourceTree append(String file, String text) {
        return write(file, read(file) + text);
    }

    /// A file of this repository.
    static String repository(String file) {
        return new SourceTree(Program.folder()).read(file);
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceTree write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text, UTF_8);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What git knows or would add, so that what tools have left is not taken for source.
    private static void copyTracked(String path, Path to) {
        List<String> command = List.of(
                "git",
                "-C",
                Program.folder().toString(),
                "ls-files",
                "--cached",
                "--others",
                "--exclude-standard",
                path);
        Ran listed = Subprocess.run(command, Map.of(), "", Duration.ofSeconds(20));
        if (listed.exitCode() != 0) {
            throw new AssertionError(listed);
        }
        listed.stdout().lines().forEach(file -> copy(Program.folder().resolve(file), to.resolve(file)));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
