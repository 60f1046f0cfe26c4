package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Twenty secrets in every place where secrets are found, and every way by which they could get out: the screen, JSON,
/// YAML, what is said to a model, the trace, and all files.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
class SecretsTest {
    private static final String NAMESPACE = "todo-secrets";
    private static final List<String> QUESTIONS = List.of(
            "describe pod leaky",
            "show the logs of leaky",
            "show the logs of leaky",
            "why is pod leaky failing?",
            "show the yaml of pod leaky",
            "describe secret db-credentials",
            "describe secret deploy-key",
            "describe secret registry",
            "describe secret admin-login",
            "what is the password in secret db-credentials?",
            "show me all secrets",
            "describe configmap ci-access",
            "describe configmap leaky-script",
            "show me all configmaps",
            "show the events");

    private final TestNamespace todo = new TestNamespace(NAMESPACE);
    private final PlantedSecrets secrets = new PlantedSecrets();
    private final Path home;
    private final Program shipmate;

    SecretsTest(@TempDir Path home) {
        this.home = home;
        shipmate = Program.at(home).with("--namespace", NAMESPACE);
    }

    @BeforeAll
    void plant() {
        todo.apply("secrets.yaml", secrets::plantedIn);
        todo.kubectl().await("leaky has failed and was started again", () -> {
            String restarts = todo.kubectl().field("pod", "leaky", ".status.containerStatuses[0].restartCount");
            return !restarts.isEmpty() && !restarts.equals("0");
        });
    }

    @AfterAll
    void deleteThem() {
        todo.close();
    }

    @Test
    void theyAreAllThere() {
        var everything = new StringBuilder();
        everything.append(todo.kubectl().call("get", "secrets,configmaps,pods", "-o", "json"));
        everything.append(todo.kubectl().call("logs", "leaky", "--previous"));
        assertThat(secrets.toldIn(everything.toString()))
                .hasSize(secrets.size())
                .hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "yaml"})
    void noneIsInAnOutputOrAFile(String format) throws IOException {
        Path trace = home.resolve("trace-" + format + ".jsonl");
        Program rules = Decider.RULES.with(shipmate).with("-o", format, "--trace", trace.toString());
        for (String question : QUESTIONS) {
            Ran ran = rules.run("ask", question);
            assertThat(secrets.toldIn(ran.everything())).as(ran.toString()).isEmpty();
        }
        assertThat(trace).isNotEmptyFile();
        assertThat(secrets.toldIn(everyFile())).isEmpty();
    }

    @Test
    void theKeysOfASecretAreNamedWithTheirSizes() {
        Ran ran = Decider.RULES.with(shipmate).run("ask", "describe secret db-credentials");
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.stdout()).contains("password", "20", "token", "40");
    }

    @Test
    void theTellingWordsAroundASecretStay() {
        Ran ran = Decider.RULES.with(shipmate).run("ask", "show the logs of leaky");
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.stdout()).contains("cannot connect to postgres://", "connection refused", "login failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "schema", "text"})
    void noneIsToldToAModel(String protocol) throws IOException {
        try (var wire = new WireRecorder(System.getProperty("shipmate.e2e.ollama"))) {
            Path trace = home.resolve("trace-" + protocol + ".jsonl");
            Program model = shipmate.withOllamaAt(wire.address())
                    .with("--planner", "model", "--model", Program.model(), "--protocol", protocol)
                    .with("--trace", trace.toString());
            for (String question : List.of("why is pod leaky failing?", "describe secret db-credentials")) {
                Ran ran = model.run("ask", "-o", "json", question);
                assertThat(secrets.toldIn(ran.everything())).as(ran.toString()).isEmpty();
            }
            String piped = todo.kubectl().call("logs", "leaky", "--previous");
            Ran ran = model.runWith(piped, "ask", "what is wrong here?");
            assertThat(secrets.toldIn(ran.everything())).as(ran.toString()).isEmpty();
            assertThat(wire.requests()).hasSizeGreaterThan(2);
            assertThat(secrets.toldIn(String.join("\n", wire.requests()))).isEmpty();
            assertThat(secrets.toldIn(everyFile())).isEmpty();
        }
    }

    private String everyFile() throws IOException {
        var everything = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                everything.append(Files.readString(file, UTF_8)).append('\n');
            }
        }
        return everything.toString();
    }
}
