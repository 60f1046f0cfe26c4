package dev.shipmate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.project.SecretSource;
import dev.shipmate.project.SecretSpec;
import dev.shipmate.redaction.PatternRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SecretsStepTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRETS = "/api/v1/namespaces/todo/secrets";

    private final FakeApiServer server = new FakeApiServer().with("/api/v1/namespaces/todo", 200, "{}");
    private final Cluster cluster = server.cluster();
    private final PatternRedactor redactor = new PatternRedactor();
    private final List<String> said = new ArrayList<>();
    private final List<JsonNode> sent = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void aSecretThatIsNotThereIsMadeWithAllItsKeys() throws IOException {
        taught(SECRETS);
        Files.writeString(folder.resolve("key"), "from a file\n");

        StepOutcome outcome = run(Map.of("API_KEY", "from the environment"));

        assertThat(outcome)
                .isEqualTo(new StepOutcome.Done("secret/db was created, with the keys host, password, api, key"));
        JsonNode values = sent.getFirst().path("stringData");
        assertThat(values.path("host").asString()).isEqualTo("todo-postgresql");
        assertThat(values.path("password").asString()).matches("[A-Za-z0-9]{24}");
        assertThat(values.path("api").asString()).isEqualTo("from the environment");
        assertThat(values.path("key").asString()).isEqualTo("from a file");
    }

    @Test
    void noValueIsEverSaid() throws IOException {
        taught(SECRETS);
        Files.writeString(folder.resolve("key"), "from a file");

        StepOutcome outcome = run(Map.of("API_KEY", "from the environment"));

        String password = sent.getFirst().path("stringData").path("password").asString();
        assertThat(said + outcome.toString()).doesNotContain("from a file", "from the environment", password);
    }

    @Test
    void whatTheAppSaysOfItsSecretsLaterIsRecognised() throws IOException {
        taught(SECRETS);
        Files.writeString(folder.resolve("key"), "f1le-Value-77\n");

        run(Map.of("API_KEY", "env-Value-4711"));

        JsonNode values = sent.getFirst().path("stringData");
        for (String key : List.of("password", "api", "key")) {
            String value = values.path(key).asString();
            assertThat(redactor.redact("refused " + value + " twice")).doesNotContain(value);
        }
        assertThat(redactor.redact("no route to todo-postgresql")).isEqualTo("no route to todo-postgresql");
    }

    @Test
    void whatIsThereIsKeptAndOnlyMissingKeysAreAdded() throws IOException {
        server.with(SECRETS + "/db", exchange -> {
            if (exchange.getRequestMethod().equals("PATCH")) {
                sent.add(JSON.readTree(exchange.getRequestBody()));
            }
            FakeApiServer.send(exchange, 200, "{\"data\":{\"host\":\"eA==\",\"password\":\"eA==\",\"api\":\"eA==\"}}");
        });
        Files.writeString(folder.resolve("key"), "new");

        assertThat(run(Map.of())).isEqualTo(new StepOutcome.Done("secret/db got the keys it lacked: key"));
        assertThat(sent.getFirst().path("stringData").propertyNames()).containsExactly("key");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        taught(SECRETS);

        assertThat(run(Map.of()))
                .isEqualTo(new StepOutcome.Failed(
                        "The key api of secret/db comes from $API_KEY, which is not set.",
                        "Set it in the environment and run the deploy again."));
        assertThat(sent).isEmpty();
    }

    @Test
    void aMissingNamespaceIsMadeFirst() throws IOException {
        server.with("/api/v1/namespaces/todo", 404, "{}");
        taught("/api/v1/namespaces");
        taught(SECRETS);
        Files.writeString(folder.resolve("key"), "x");

        assertThat(run(Map.of("API_KEY", "x"))).isInstanceOf(StepOutcome.Done.class);
        assertThat(sent.getFirst().path("kind").asString()).isEqualTo("Namespace");
    }

    private void taught(String path) {
        server.with(path, exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            sent.add(JSON.readTree(body));
            FakeApiServer.send(exchange, 201, body);
        });
    }

    private StepOutcome run(Map<String, String> environment) {
        var keys = new LinkedHashMap<String, SecretSource>();
        keys.put("host", new SecretSource.Plain("todo-postgresql"));
        keys.put("password", new SecretSource.Generated(24));
        keys.put("api", new SecretSource.Variable("API_KEY"));
        keys.put("key", new SecretSource.Content(folder.resolve("key")));
        var step = new SecretsStep(
                cluster, "todo", List.of(new SecretSpec("db", "existingSecret", keys)), environment, redactor);
        return step.run(new StepProgress() {
            @Override
            public void doing(String what) {
                said.add(what);
            }

            @Override
            public void output(String line) {
                said.add(line);
            }
        });
    }
}
