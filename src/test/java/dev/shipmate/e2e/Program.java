package dev.shipmate.e2e;

import java.io.File;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The built program, started by its launcher as a user would, with files of its own under `home`.
final class Program {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path home;
    private final Path workFolder;
    private final List<String> options;
    private final String ollama;
    private final Map<String, String> more;

    private Program(Path home, Path workFolder, List<String> options, String ollama, Map<String, String> more) {
        this.home = home;
        this.workFolder = workFolder;
        this.options = List.copyOf(options);
        this.ollama = ollama;
        this.more = Map.copyOf(more);
    }

    /// Uses the cluster that `KUBECONFIG` names, which must be there.
    static Program at(Path home) {
        String kubeconfig = System.getenv("KUBECONFIG");
        if (kubeconfig == null || !Files.isReadable(Path.of(kubeconfig))) {
            throw new AssertionError("Set KUBECONFIG to the cluster to test on; it is '%s'.".formatted(kubeconfig));
        }
        // Maven has just built it: the launcher is not to build it again under our feet
        touch(folder().resolve("target/launcher.stamp"));
        return new Program(home, Path.of(""), List.of(), System.getProperty("shipmate.e2e.ollama"), Map.of());
    }

    static String model() {
        return System.getProperty("shipmate.e2e.model");
    }

    Program with(String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Program(home, workFolder, all, ollama, this.more);
    }

    Program withOllamaAt(String address) {
        return new Program(home, workFolder, options, address, more);
    }

    /// Started in this folder.
    Program in(Path folder) {
        return new Program(home, folder, options, ollama, more);
    }

    /// Started with one more variable of the environment.
    Program withVariable(String name, String value) {
        var all = new HashMap<>(more);
        all.put(name, value);
        return new Program(home, workFolder, options, ollama, all);
    }

    /// Started where no folder of the `PATH` has a program of this name.
    Program without(String program) {
        return withVariable(
                "PATH",
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .filter(folder -> !Files.exists(Path.of(folder, program)))
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    Path home() {
        return home;
    }

    Ran run(String command, String... arguments) {
        return runWith("", command, arguments);
    }

    Ran runWith(String input, String command, String... arguments) {
        return Subprocess.run(
                line(command, arguments), workFolder, environment(), List.of(new Subprocess.Typing("", input)), LIMIT);
    }

    /// Starts it and does not wait for its end.
    Running start(String command, String... arguments) {
        return Running.start(line(command, arguments), workFolder, environment());
    }

    /// Starts a line of a shell, with the programs of a folder before all others on the `PATH`.
    Running startShell(String line, Path programs) {
        Map<String, String> environment = environment();
        environment.put("PATH", programs + File.pathSeparator + more.getOrDefault("PATH", System.getenv("PATH")));
        return Running.start(List.of("sh", "-c", line), workFolder, environment);
    }

    private List<String> line(String command, String... arguments) {
        var line = new ArrayList<>(List.of(folder().resolve("shipmate").toString(), command));
        line.addAll(options);
        line.addAll(List.of("--ollama-url", ollama));
        line.addAll(List.of(arguments));
        return line;
    }

    /// A terminal for the program, in which `input` is typed when it asks whether to apply a change.
    Ran runInTerminal(String input, String command, String... arguments) {
        return runInTerminal(List.of(new Subprocess.Typing("Apply?", input)), command, arguments);
    }

    /// A terminal for the program, in which one text after the other is typed. The shell that starts it makes way: one
    /// that stays ends with 130 after Ctrl-C, whatever the program ends with.
    Ran runInTerminal(List<Subprocess.Typing> typings, String command, String... arguments) {
        String quoted = "exec "
                + String.join(
                        " ",
                        line(command, arguments).stream()
                                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                                .toList());
        return Subprocess.run(
                withSignals(List.of("script", "--quiet", "--return", "--command", quoted, "/dev/null")),
                workFolder,
                environment(),
                typings,
                LIMIT);
    }

    /// The command, heeding signals: in the background a shell has its jobs ignore SIGINT, and a child inherits that.
    static List<String> withSignals(List<String> command) {
        return Stream.concat(Stream.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV"), command.stream())
                .toList();
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("TERM", "xterm-256color");
        environment.putAll(more);
        return environment;
    }

    static Path folder() {
        return Path.of(System.getProperty("shipmate.e2e.home"));
    }

    /// Several tests may do so at once.
    private static void touch(Path file) {
        try {
            Files.write(file, new byte[0]);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
