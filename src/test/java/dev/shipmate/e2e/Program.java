package dev.shipmate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The built program, started by its launcher as a user would, with files of its own under `home`.
final class Program {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path home;
    private final List<String> options;
    private final String ollama;

    private Program(Path home, List<String> options, String ollama) {
        this.home = home;
        this.options = List.copyOf(options);
        this.ollama = ollama;
    }

    /// Uses the cluster that `KUBECONFIG` names, which must be there.
    static Program at(Path home) {
        String kubeconfig = System.getenv("KUBECONFIG");
        if (kubeconfig == null || !Files.isReadable(Path.of(kubeconfig))) {
            throw new AssertionError("Set KUBECONFIG to the cluster to test on; it is '%s'.".formatted(kubeconfig));
        }
        // Maven has just built it: the launcher is not to build it again under our feet
        touch(folder().resolve("target/launcher.stamp"));
        return new Program(home, List.of(), System.getProperty("shipmate.e2e.ollama"));
    }

    static String model() {
        return System.getProperty("shipmate.e2e.model");
    }

    Program with(String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Program(home, all, ollama);
    }

    Program withOllamaAt(String address) {
        return new Program(home, options, address);
    }

    Path home() {
        return home;
    }

    Ran run(String command, String... arguments) {
        return runWith("", command, arguments);
    }

    Ran runWith(String input, String command, String... arguments) {
        var line = new ArrayList<>(List.of(folder().resolve("shipmate").toString(), command));
        line.addAll(options);
        line.addAll(List.of("--ollama-url", ollama));
        line.addAll(List.of(arguments));
        return Subprocess.run(line, environment(), input, LIMIT);
    }

    /// A terminal for the program, in which `input` is typed.
    Ran runInTerminal(String input, String command, String... arguments) {
        var line = new ArrayList<>(List.of(folder().resolve("shipmate").toString(), command));
        line.addAll(options);
        line.addAll(List.of("--ollama-url", ollama));
        line.addAll(List.of(arguments));
        String quoted = String.join(
                " ",
                line.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
        return Subprocess.run(
                List.of("script", "--quiet", "--return", "--command", quoted, "/dev/null"),
                environment(),
                new Subprocess.Typing("Apply?", input),
                LIMIT);
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return environment;
    }

    private static Path folder() {
        return Path.of(System.getProperty("shipmate.e2e.home"));
    }

    private static void touch(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
