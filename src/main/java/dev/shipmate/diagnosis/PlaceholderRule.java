package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A program that stops because a setting still has the value of a template. Of the value only this is said: what part
/// of it gives that away.
final class PlaceholderRule implements LogRule {
    private static final Pattern SHAPE = Pattern.compile(
            "<[a-zA-Z][\\w -]*>|(?i:\\bchange[-_ ]?me\\b|\\breplace[-_ ]?(?:me|this|with)\\w*|\\byour[-_][a-z_-]+)"
                    + "|\\bTODO\\b|\\bFIXME\\b|\\bx{4,}\\b|\\$\\{[A-Za-z_]\\w*\\}|\\{\\{[^}]*\\}\\}"
                    + "|//user(?:name)?:pass(?:word)?@|@(?:host|hostname|HOST|server)(?=[:/])|(?<=/)(?:dbname|db_name|database_name)\\b"
                    + "|\\bplaceholder\\b|\\bexample\\.(?:com|org|net)\\b");
    /// Words of a log that may be about a setting's value.
    private static final Pattern ABOUT = Pattern.compile(
            "(?i)\\b(ur[il]|dsn|database|connect\\w*|host\\w*|pars\\w*|invalid|auth\\w*|key|token|secret|"
                    + "credential\\w*|config\\w*|setting\\w*|environment)\\b");

    private final Cluster cluster;

    PlaceholderRule(Cluster cluster) {
        this.cluster = cluster;
    }

    private record Value(String variable, String text, String source) {}

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        if (!log.has(ABOUT)) {
            return Optional.empty();
        }
        return values(log).stream()
                .filter(value -> SHAPE.matcher(value.text()).find())
                .findFirst()
                .map(value -> lead.with(known(lead.finding(), value)));
    }

    private static Finding known(Finding finding, Value value) {
        var shape = SHAPE.matcher(value.text());
        String part = shape.find() ? shape.group() : "";
        return finding.as("app-url-placeholder")
                .as(Confidence.LIKELY)
                .withCause("%s Its setting %s is still a placeholder.".formatted(finding.cause(), value.variable()))
                .withEvidence(List.of("%s%s is a placeholder: it has %s in it"
                        .formatted(
                                value.variable(),
                                value.source().isEmpty() ? "" : " (from %s)".formatted(value.source()),
                                part)))
                .withNext("Give %s its real value%s."
                        .formatted(value.variable(), value.source().isEmpty() ? "" : ", in " + value.source()));
    }

    private List<Value> values(LogEnd log) {
        var values = new ArrayList<Value>();
        Environment.read(cluster, log.suspect())
                .of(log.container().name())
                .forEach(it -> values.add(new Value(it.name(), it.value(), it.source())));
        for (Settings.SecretReference reference : Settings.secretReferences(log.suspect())) {
            if (reference.container().equals(log.container().name())) {
                Permitted.find(() -> cluster.findObject(KnownKinds.SECRETS, log.namespace(), reference.secret()))
                        .map(secret -> secret.path("data").path(reference.key()).asString(""))
                        .flatMap(PlaceholderRule::decoded)
                        .ifPresent(text ->
                                values.add(new Value(reference.variable(), text, "secret/" + reference.secret())));
            }
        }
        return values;
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
