package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.spelling.Words;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keys for signing and checking tokens: a program that cannot fetch those that it checks with, or cannot decrypt those
/// that it signs with.
final class JwksRule implements LogRule {
    private static final Pattern ENCRYPTED = Pattern.compile("(?i)failed to decrypt private key");
    private static final Pattern FETCH = Pattern.compile("(?i)jwk");
    private static final Pattern FAILED = Pattern.compile(
            "(?i)refused|unreachable|timed? ?out|not be (?:fetched|reached)|fail\\w* to fetch|cannot fetch|fetch failed|urlopen");
    private static final Pattern SECRET = Pattern.compile("(?i).*auth.*secret.*|.*secret.*auth.*|secret");

    private final Cluster cluster;
    private final Scene scene;

    JwksRule(Cluster cluster, Scene scene) {
        this.cluster = cluster;
        this.scene = scene;
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        if (log.has(ENCRYPTED)) {
            return Optional.of(lead.with(encrypted(lead.finding(), log)));
        }
        boolean unfetched = log.lines().stream()
                .anyMatch(line ->
                        FETCH.matcher(line).find() && FAILED.matcher(line).find());
        return unfetched ? localUrl(lead, Environment.read(cluster, log.suspect()), log.suspect()) : Optional.empty();
    }

    private static Finding encrypted(Finding finding, LogEnd log) {
        List<String> sources = Settings.secretReferences(log.suspect()).stream()
                .filter(reference -> SECRET.matcher(reference.variable()).matches())
                .map(reference -> "key %s of secret/%s (in %s)"
                        .formatted(reference.key(), reference.secret(), reference.variable()))
                .toList();
        return finding.as("app-jwks-decrypt")
                .as(Confidence.LIKELY)
                .withCause("%s The keys in its database were encrypted with another secret than the one it has%s."
                        .formatted(finding.cause(), sources.isEmpty() ? "" : ", which is " + Words.list(sources)))
                .withNext(
                        "Give it the secret back that it had before. Else delete the rows of its table jwks: everybody"
                                + " must sign in again then.");
    }

    /// A URL of keys that leads to the pod itself.
    Optional<Lead> localUrl(Lead lead, Environment environment, Suspect suspect) {
        return environment.variables().stream()
                .filter(it -> FETCH.matcher(it.name() + " " + it.value()).find()
                        && Loopback.host(it.value()).isPresent())
                .findFirst()
                .map(it -> lead.with(local(lead.finding(), environment, it, suspect)));
    }

    private Finding local(Finding finding, Environment environment, Environment.Variable variable, Suspect suspect) {
        int port = port(variable.value());
        String host = Loopback.host(variable.value()).orElse("localhost");
        List<ServiceFacts> there = Loopback.services(scene, suspect, port);
        Finding told = finding.as("app-jwks-url")
                .as(Confidence.LIKELY)
                .withCause("%s %s leads to %s, which in a pod is the pod itself."
                        .formatted(finding.cause(), variable.where(), host))
                .withEvidence(List.of("%s leads to %s:%d; services with that port: %s"
                        .formatted(
                                variable.where(),
                                host,
                                port,
                                there.isEmpty()
                                        ? "none"
                                        : Words.list(there.stream()
                                                .map(ServiceFacts::display)
                                                .toList()))))
                .withNext("Give it the name of the service that has the keys.");
        return there.size() == 1
                ? environment
                        .set(
                                variable,
                                variable.value()
                                        .replaceFirst(
                                                Pattern.quote(host),
                                                there.getFirst().name()),
                                "Let %s of %s use host %s"
                                        .formatted(
                                                variable.name(),
                                                suspect.object(),
                                                there.getFirst().name()))
                        .map(told::withRemedy)
                        .orElse(told)
                : told;
    }

    private static int port(String url) {
        try {
            URI uri = URI.create(url);
            int usual = "https".equals(uri.getScheme()) ? 443 : 80;
            return uri.getPort() > 0 ? uri.getPort() : usual;
        } catch (IllegalArgumentException _) {
            return 80;
        }
    }
}
