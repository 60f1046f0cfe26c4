package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.redaction.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The Secrets that pods were given, so that a value which a program writes to its log is known for what it is.
///
/// One request for each Secret; one that may not be read is left out. Nothing is kept but what the redactor learns.
public final class ReferencedSecrets {
    private static final int MOST = 100;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 16_384;
    /// A host or a user in a Secret is an ordinary word, and hiding it would make a log unreadable.
    private static final Pattern ORDINARY = Pattern.compile("[a-z][a-z._-]*(:[0-9]+)?");

    private static final Pattern TELLING_KEY = Pattern.compile("(?i).*(pass|pwd|secret|token|key|cred|auth).*");

    private final Cluster cluster;
    private final Redactor redactor;

    public ReferencedSecrets(Cluster cluster, Redactor redactor) {
        this.cluster = cluster;
        this.redactor = redactor;
    }

    private record SecretName(String namespace, String name) {}

    /// Makes the redactor know the values before anything that the pods wrote is shown.
    public void learn(Collection<PodView> pods) {
        List<Callable<Optional<JsonNode>>> reads = pods.stream()
                .flatMap(pod -> pod.secrets().stream().map(name -> new SecretName(pod.namespace(), name)))
                .distinct()
                .limit(MOST)
                .<Callable<Optional<JsonNode>>>map(secret -> () -> find(secret))
                .toList();
        if (reads.isEmpty()) {
            return;
        }
        Parallel.all(reads).stream()
                .flatMap(Optional::stream)
                .forEach(secret -> secret.path("data")
                        .properties()
                        .forEach(entry -> learn(entry.getKey(), entry.getValue().asString(""))));
    }

    private Optional<JsonNode> find(SecretName secret) {
        try {
            return cluster.findObject(KnownKinds.SECRETS, secret.namespace(), secret.name());
        } catch (ClusterException _) {
            return Optional.empty();
        }
    }

    private void learn(String key, String encoded) {
        try {
            String value = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).strip();
            boolean secret = TELLING_KEY.matcher(key).matches()
                    || !ORDINARY.matcher(value).matches();
            if (value.length() >= SHORTEST && value.length() <= LONGEST && secret) {
                redactor.learn(value);
            }
        } catch (IllegalArgumentException _) {
            // Not what an API server sends: there is nothing to learn from it.
        }
    }
}
