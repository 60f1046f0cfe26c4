package dev.shipmate.helm;

import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.process.Program;
import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Starts another JVM for one call to the embedded Helm: it puts 100 MB into the temporary folder, keeps 190 MB in
/// memory, cannot be interrupted, and no longer lets Ctrl-C through. All of that ends with the process.
final class EmbeddedProcess {
    private static final String NATIVE_PART = "META-INF/services/com.marcnuri.helm.jni.NativeLibrary";
    private static final int OUTPUT_LIMIT = 64 * 1024;

    private final ProgramRunner runner;
    private final ClusterOptions cluster;

    EmbeddedProcess(ProgramRunner runner, ClusterOptions cluster) {
        this.runner = runner;
        this.cluster = cluster;
    }

    /// How a call ended.
    sealed interface Ending {
        record Answered(Properties answer) implements Ending {}

        /// The process ended without an answer, or was ended.
        record Broken(String cause) implements Ending {}

        record Interrupted() implements Ending {}
    }

    /// Whether this platform's native part came along. Without it, the library would look for one on the network.
    static boolean available() {
        return EmbeddedProcess.class.getClassLoader().getResource(NATIVE_PART) != null;
    }

    /// For a call that needs no cluster: it gets an empty one.
    Ending callWithoutCluster(WorkFolder work, Properties request, Duration limit) throws IOException {
        Path nowhere = work.write("kubeconfig", "");
        request.setProperty("emptyCluster", nowhere.toString());
        return call(
                work,
                request,
                List.of("KUBECONFIG=" + nowhere, "HELM_KUBECONTEXT=", "HELM_KUBEAPISERVER=", "HELM_KUBETOKEN="),
                limit);
    }

    /// The library cannot be told a context, but Helm reads it from the environment.
    Ending call(WorkFolder work, Properties request, Duration limit) throws IOException {
        return call(work, request, List.of("HELM_KUBECONTEXT=" + cluster.context()), limit);
    }

    /// For rendering, which takes its kubeconfig from the environment alone.
    Ending callToLookUp(WorkFolder work, Properties request, Duration limit) throws IOException {
        var environment = new ArrayList<>(List.of("HELM_KUBECONTEXT=" + cluster.context()));
        if (!cluster.kubeconfig().isEmpty()) {
            environment.add("KUBECONFIG=" + cluster.kubeconfig());
        }
        return call(work, request, environment, limit);
    }

    private Ending call(WorkFolder work, Properties request, List<String> environment, Duration limit)
            throws IOException {
        var text = new StringWriter();
        request.store(text, null);
        Path asked = work.write("request.properties", text.toString());
        Path answered = work.write("answer.properties", "");
        ProgramResult result = runner.run(new Program(
                command(environment, work.folder("tmp"), asked, answered), Path.of("."), limit, OUTPUT_LIMIT));
        return switch (result) {
            case ProgramResult.Finished ended ->
                answer(answered).<Ending>map(Ending.Answered::new).orElseGet(() -> unanswered(ended));
            case ProgramResult.TimedOut _ ->
                new Ending.Broken("it did not end within %d s and was ended".formatted(limit.toSeconds()));
            case ProgramResult.Interrupted _ -> new Ending.Interrupted();
            case ProgramResult.NotRun(String reason) -> new Ending.Broken(reason);
        };
    }

    private static List<String> command(List<String> environment, Path temporary, Path asked, Path answered) {
        var command = new ArrayList<String>(List.of("env"));
        command.addAll(environment);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-Djna.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shipmate.helm.EmbeddedHelmMain",
                asked.toString(),
                answered.toString()));
        return command;
    }

    private static Optional<Properties> answer(Path file) {
        var answer = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            answer.load(in);
        } catch (IOException _) {
            return Optional.empty();
        }
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    private static Ending unanswered(ProgramResult.Finished ended) {
        return ended.endedByCtrlC() ? new Ending.Interrupted() : new Ending.Broken(broken(ended));
    }

    private static String broken(ProgramResult.Finished ended) {
        String said = ended.errors()
                .lines()
                .filter(line -> !line.startsWith("WARNING") && !line.startsWith("Picked up"))
                .findFirst()
                .orElse("it said nothing");
        return "it ended with exit code %d: %s".formatted(ended.exitCode(), said);
    }
}
