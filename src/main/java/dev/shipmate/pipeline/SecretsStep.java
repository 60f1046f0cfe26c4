package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.Write;
import dev.shipmate.project.SecretSource;
import dev.shipmate.project.SecretSpec;
import dev.shipmate.redaction.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that the project's Secrets are in the namespace before the chart is deployed. What is there is kept: a
/// generated password outlives every deploy, because the database knows it. Only missing keys are added.
///
/// Values go to the API server and nowhere else: no command line, no release, no event has one. The redactor learns
/// them, because a program of the app may say what it was given.
final class SecretsStep implements Step {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final JsonMapper JSON = new JsonMapper();

    private final Cluster cluster;
    private final String namespace;
    private final List<SecretSpec> secrets;
    private final Map<String, String> environment;
    private final Redactor redactor;
    private final SecureRandom random = new SecureRandom();

    SecretsStep(
            Cluster cluster,
            String namespace,
            List<SecretSpec> secrets,
            Map<String, String> environment,
            Redactor redactor) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.secrets = List.copyOf(secrets);
        this.environment = Map.copyOf(environment);
        this.redactor = redactor;
    }

    @Override
    public StepName name() {
        return StepName.SECRETS;
    }

    @Override
    public String plan() {
        return secrets.isEmpty()
                ? "the project names no Secret"
                : "keep or create %s in namespace %s"
                        .formatted(
                                String.join(
                                        ", ",
                                        secrets.stream()
                                                .map(secret -> "secret/" + secret.name())
                                                .toList()),
                                namespace);
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        if (secrets.isEmpty()) {
            return new StepOutcome.Skipped("the project names no Secret");
        }
        try {
            ensureNamespace();
            var facts = new ArrayList<String>();
            for (SecretSpec secret : secrets) {
                progress.doing("secret/" + secret.name());
                facts.add(ensure(secret));
            }
            return new StepOutcome.Done(facts);
        } catch (MissingSource e) {
            return new StepOutcome.Failed(e.problem, e.suggestion);
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled("Secrets that were made stay; none is half made.");
        }
    }

    private void ensureNamespace() {
        if (!cluster.namespaceExists(namespace)) {
            ObjectNode object = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
            object.putObject("metadata").put("name", namespace);
            cluster.writes(Write.STORED).create(KnownKinds.NAMESPACES, "", object);
        }
    }

    private String ensure(SecretSpec secret) {
        Optional<JsonNode> found = cluster.findObject(KnownKinds.SECRETS, namespace, secret.name());
        JsonNode data = found.map(object -> object.path("data")).orElseGet(JSON::createObjectNode);
        Map<String, String> missing = new LinkedHashMap<>();
        secret.keys().forEach((key, source) -> {
            if (!data.has(key)) {
                missing.put(key, value(secret.name(), key, source));
            }
        });
        if (found.isPresent() && missing.isEmpty()) {
            return "secret/%s is there, with all its keys".formatted(secret.name());
        }
        ObjectNode object = JSON.createObjectNode();
        missing.forEach(object.putObject("stringData")::put);
        if (found.isPresent()) {
            cluster.writes(Write.STORED)
                    .patch(new ObjectName(KnownKinds.SECRETS, namespace, secret.name()), Patch.merge(object));
            return "secret/%s got the keys it lacked: %s".formatted(secret.name(), String.join(", ", missing.keySet()));
        }
        object.put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
        object.putObject("metadata")
                .put("name", secret.name())
                .putObject("labels")
                .put("app.kubernetes.io/managed-by", "shipmate");
        cluster.writes(Write.STORED).create(KnownKinds.SECRETS, namespace, object);
        return "secret/%s was created, with the keys %s".formatted(secret.name(), String.join(", ", missing.keySet()));
    }

    private String value(String secret, String key, SecretSource source) {
        return switch (source) {
            case SecretSource.Plain(String value) -> value;
            case SecretSource.Generated(int length) -> learned(generated(length));
            case SecretSource.Variable(String name) -> {
                String value = environment.getOrDefault(name, "");
                if (value.isEmpty()) {
                    throw new MissingSource(
                            "The key %s of secret/%s comes from $%s, which is not set.".formatted(key, secret, name),
                            "Set it in the environment and run the deploy again.");
                }
                yield learned(value);
            }
            case SecretSource.Content(Path file) -> {
                try {
                    yield learned(Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""));
                } catch (IOException _) {
                    throw new MissingSource(
                            "The key %s of secret/%s comes from %s, which cannot be read.".formatted(key, secret, file),
                            "Write the value into that file; keep the file out of git.");
                }
            }
        };
    }

    private String learned(String value) {
        redactor.learn(value);
        return value;
    }

    private String generated(int length) {
        return random.ints(length, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, at) -> text.append(ALPHABET.charAt(at)), StringBuilder::append)
                .toString();
    }

    /// A source that has no value; its message names the key and the source.
    private static final class MissingSource extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String problem;
        private final String suggestion;

        MissingSource(String problem, String suggestion) {
            super(problem);
            this.problem = problem;
            this.suggestion = suggestion;
        }
    }
}
