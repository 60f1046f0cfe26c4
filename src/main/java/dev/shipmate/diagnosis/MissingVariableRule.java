package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A program that stops because an environment variable is not set.
final class MissingVariableRule implements LogRule {
    private static final String NAME = "([A-Z][A-Z0-9_]{2,})";
    /// Words of Python, Node, Go, Java and shells.
    private static final List<Pattern> FORMS = Stream.of(
                    "KeyError: ['\"]" + NAME + "['\"]",
                    "\\b" + NAME + "['\"`]?(?: (?i:env(?:ironment)?[ -]?var(?:iable)?))?:? (?i:is |was |has |must be )*"
                            + "(?i:not set|unset|undefined|required|missing|not defined|not provided|not found|empty"
                            + "|parameter not set|unbound variable|missing value|not configured)",
                    "\\b" + NAME + "['\"`]?(?: (?i:env(?:ironment)?[ -]?var(?:iable)?))?"
                            + " (?i:must|should|needs to|has to) be (?i:set|provided|defined|configured|specified)",
                    "(?i:missing|required|unset|undefined)(?i: [a-z]+){0,4}:? ['\"`]?" + NAME + "\\b",
                    "(?i:env(?:ironment)?[ -]?var(?:iable)?s?) ['\"`]?" + NAME + "['\"`]? (?i:is |was )?"
                            + "(?i:not|missing|required|unset|empty)",
                    "(?i:placeholder|variable) ['\"]?\\$?\\{?" + NAME
                            + "\\}?['\"]? (?i:not|could not be) (?i:resolved|found)")
            .map(Pattern::compile)
            .toList();
    /// Pydantic names the field, and says on the next line what is wrong with it.
    private static final Pattern FIELD = Pattern.compile("^\\s*(\\w{3,})\\s*$");

    private static final Pattern REQUIRED = Pattern.compile("(?i)^\\s*field required");

    private final Cluster cluster;

    MissingVariableRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        JsonNode container = log.suspect().container(log.container().name());
        return name(log.lines())
                .filter(name -> !isGiven(container, name))
                .map(name -> lead.with(known(lead.finding(), log, name)));
    }

    private static Optional<String> name(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            for (Pattern form : FORMS) {
                Matcher found = form.matcher(lines.get(i));
                if (found.find()) {
                    return Optional.of(found.group(1));
                }
            }
            if (i > 0 && REQUIRED.matcher(lines.get(i)).find()) {
                Matcher field = FIELD.matcher(lines.get(i - 1));
                if (field.find()) {
                    return Optional.of(field.group(1).toUpperCase(Locale.ROOT));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether the pod gives it a value. A reference that is optional may give it none.
    private static boolean isGiven(JsonNode container, String name) {
        return container
                .path("env")
                .valueStream()
                .filter(variable -> text(variable, "name").equals(name))
                .anyMatch(variable -> !text(variable, "value").isEmpty()
                        || variable.path("valueFrom")
                                .valueStream()
                                .anyMatch(it -> !it.path("optional").asBoolean(false)));
    }

    private Finding known(Finding finding, LogEnd log, String name) {
        Finding known = finding.as("app-env-missing")
                .as(Confidence.LIKELY)
                .withCause("%s The environment variable %s is not set in container %s."
                        .formatted(finding.cause(), name, log.container().name()))
                .withNext("Set %s in the container's env.".formatted(name));
        Set<String> defined = defined(log);
        List<String> near = Spelling.nearest(name, defined);
        if (!near.isEmpty()) {
            known = known.withEvidence(List.of("the container has %s, but no %s".formatted(Words.list(near), name)));
        }
        List<KeyHolder> holders = KeyHolder.in(
                cluster,
                log.namespace(),
                references(log.suspect().container(log.container().name())));
        List<KeyHolder> exact =
                holders.stream().filter(holder -> holder.keys().contains(name)).toList();
        if (exact.isEmpty()) {
            return near(known, log, name, holders);
        }
        Finding told = known.withEvidence(List.of("key %s is in %s"
                .formatted(
                        name, Words.list(exact.stream().map(KeyHolder::display).toList()))));
        return exact.size() == 1 || exact.getFirst().referred()
                ? reference(log, name, exact.getFirst(), name)
                        .map(told::withRemedy)
                        .orElse(told)
                : told;
    }

    private static Finding near(Finding known, LogEnd log, String name, List<KeyHolder> holders) {
        List<KeyHolder> like = holders.stream()
                .filter(holder -> holder.nearest(name).isPresent())
                .toList();
        if (like.size() != 1) {
            return known;
        }
        String key = like.getFirst().nearest(name).orElseThrow();
        Finding told = known.withEvidence(
                List.of("%s has key %s".formatted(like.getFirst().display(), key)));
        return reference(log, name, like.getFirst(), key).map(told::withRemedy).orElse(told);
    }

    private static Optional<Remedy> reference(LogEnd log, String name, KeyHolder holder, String key) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ObjectNode variable = fields.putArray("env").addObject();
        variable.put("name", name);
        ObjectNode reference = variable.putObject("valueFrom")
                .putObject(holder.kind().equals(KnownKinds.SECRETS) ? "secretKeyRef" : "configMapKeyRef");
        reference.put("name", holder.name()).put("key", key);
        return PatchTemplate.container(
                log.suspect(),
                "Let %s of %s take key %s of %s".formatted(name, log.suspect().object(), key, holder.display()),
                log.container().name(),
                fields);
    }

    private static Set<String> defined(LogEnd log) {
        var names = new TreeSet<String>();
        log.suspect()
                .container(log.container().name())
                .path("env")
                .forEach(variable -> names.add(text(variable, "name")));
        return names;
    }

    /// The Secrets and ConfigMaps that a container is given, as they are displayed.
    private static Set<String> references(JsonNode container) {
        var names = new TreeSet<String>();
        container.path("envFrom").forEach(source -> {
            names.add("secret/" + text(source.path("secretRef"), "name"));
            names.add("configmap/" + text(source.path("configMapRef"), "name"));
        });
        container.path("env").forEach(variable -> {
            JsonNode from = variable.path("valueFrom");
            names.add("secret/" + text(from.path("secretKeyRef"), "name"));
            names.add("configmap/" + text(from.path("configMapKeyRef"), "name"));
        });
        return names;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
