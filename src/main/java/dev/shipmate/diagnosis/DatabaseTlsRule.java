package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import java.util.Optional;
import java.util.regex.Pattern;

/// A client that insists on an encrypted connection to a database that has none.
final class DatabaseTlsRule implements LogRule {
    private static final Pattern REFUSED = Pattern.compile("(?i)server does not support (?:ssl|tls|secure)"
            + "|ssl is not enabled on the server|does not support ssl connections|ssl connection is required");
    private static final Pattern MODE = Pattern.compile("(?i)(ssl_?mode=)(?:require|verify-ca|verify-full)\\b");
    private static final Pattern STRICT = Pattern.compile("(?i)require|verify-ca|verify-full");
    private static final Pattern NAME = Pattern.compile("(?i).*ssl.*");

    private final Cluster cluster;

    DatabaseTlsRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        if (!log.has(REFUSED)) {
            return Optional.empty();
        }
        Environment environment = Environment.read(cluster, log.suspect());
        Finding finding = lead.finding()
                .as("app-db-ssl")
                .as(Confidence.LIKELY)
                .withCause("%s The program insists on an encrypted connection, and the database offers none."
                        .formatted(lead.finding().cause()))
                .withEvidence(environment.variables().stream()
                        .filter(it -> !better(it).equals(it.value()))
                        .map(it -> "%s asks for encryption".formatted(it.where()))
                        .toList())
                .withNext("Set its sslmode to disable, or let the database offer encryption.");
        return Optional.of(lead.with(environment.variables().stream()
                .filter(it -> it.isOpen() && !better(it).equals(it.value()))
                .findFirst()
                .flatMap(it -> environment.set(
                        it,
                        better(it),
                        "Let %s of %s ask for no encryption"
                                .formatted(it.name(), log.suspect().object())))
                .map(finding::withRemedy)
                .orElse(finding)));
    }

    private static String better(Environment.Variable variable) {
        if (!NAME.matcher(variable.name()).matches()) {
            return MODE.matcher(variable.value()).replaceAll("$1disable");
        }
        return switch (variable.value()) {
            case "true" -> "false";
            case "1" -> "0";
            default ->
                STRICT.matcher(variable.value()).matches()
                        ? "disable"
                        : MODE.matcher(variable.value()).replaceAll("$1disable");
        };
    }
}
