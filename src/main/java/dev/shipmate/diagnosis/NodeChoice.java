package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The labels that a pod wants of its node, beside those that the nodes have.
final class NodeChoice {
    private static final String REQUIRED =
            "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms";

    private final Suspect suspect;
    private final JsonNode spec;
    private final List<Map<String, String>> nodes;

    NodeChoice(Suspect suspect, Scene scene) {
        this.suspect = suspect;
        this.spec = suspect.json().path("spec");
        this.nodes = scene.objects()
                .of(KnownKinds.NODES)
                .map(node -> WorkloadFacts.texts(node.path("metadata").path("labels")))
                .toList();
    }

    /// A label with a value, or with one of several, that no node has.
    private record Wish(String key, List<String> values, boolean affinity) {
        String phrase() {
            return "%s=%s".formatted(key, String.join(" or ", values));
        }
    }

    Lead explain(Lead lead) {
        if (nodes.isEmpty()) {
            return lead;
        }
        Finding finding = lead.finding().with(wanted());
        List<Wish> unmet = wishes().stream()
                .filter(wish -> nodes.stream().noneMatch(node -> meets(wish, node)))
                .toList();
        if (unmet.isEmpty()) {
            return lead.with(finding);
        }
        Wish wish = unmet.getFirst();
        Set<String> there = values(wish.key());
        Finding told = finding.withCause(
                        "it cannot be scheduled: it wants a node with the label %s, and no node has it."
                                .formatted(wish.phrase()))
                .with(Evidence.object(
                        there.isEmpty()
                                ? "no node has a label " + wish.key()
                                : "values of %s on the nodes: %s"
                                        .formatted(wish.key(), Words.list(List.copyOf(there)))));
        return lead.with(remedy(wish, unmet.size(), there).map(told::withRemedy).orElse(told));
    }

    private List<Evidence> wanted() {
        var evidence = new ArrayList<Evidence>();
        if (!spec.path("nodeSelector").isEmpty()) {
            evidence.add(Evidence.field(
                    "spec.nodeSelector",
                    "nodeSelector: "
                            + WorkloadFacts.texts(spec.path("nodeSelector")).entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .collect(Collectors.joining(", "))));
        }
        if (!spec.at(REQUIRED).isEmpty()) {
            evidence.add(Evidence.field(
                    "spec" + REQUIRED.replace('/', '.'),
                    "required node affinity: "
                            + Words.shortened(spec.at(REQUIRED).toString(), 300)));
        }
        return evidence;
    }

    /// Terms of an affinity are alternatives: only where there is one is each of its expressions a wish.
    private List<Wish> wishes() {
        var wishes = new ArrayList<Wish>();
        spec.path("nodeSelector")
                .properties()
                .forEach(label -> wishes.add(
                        new Wish(label.getKey(), List.of(label.getValue().asString("")), false)));
        if (spec.at(REQUIRED).size() == 1) {
            for (JsonNode expression : spec.at(REQUIRED).path(0).path("matchExpressions")) {
                if (expression.path("operator").asString("").equals("In")) {
                    wishes.add(new Wish(
                            expression.path("key").asString(""),
                            expression
                                    .path("values")
                                    .valueStream()
                                    .map(value -> value.asString(""))
                                    .toList(),
                            true));
                }
            }
        }
        return wishes;
    }

    private static boolean meets(Wish wish, Map<String, String> node) {
        return wish.values().contains(node.getOrDefault(wish.key(), "\n"));
    }

    private Set<String> values(String key) {
        var values = new TreeSet<String>();
        nodes.forEach(node -> {
            if (node.containsKey(key)) {
                values.add(node.getOrDefault(key, ""));
            }
        });
        return values;
    }

    /// Takes the value that was nearly written, or else the label that was; a choice that is wrong in several ways is
    /// left alone.
    private Optional<Remedy> remedy(Wish wish, int unmet, Set<String> there) {
        if (unmet > 1) {
            return Optional.empty();
        }
        Optional<String> value =
                wish.values().size() == 1 ? Spelling.best(wish.values().getFirst(), there) : Optional.empty();
        if (value.isPresent()) {
            return take(wish, wish.key(), value.get());
        }
        Set<String> keys = new TreeSet<>();
        nodes.stream()
                .filter(node -> !node.containsKey(wish.key()))
                .forEach(node -> node.forEach((key, label) -> {
                    if (wish.values().contains(label)) {
                        keys.add(key);
                    }
                }));
        return there.isEmpty()
                ? Spelling.best(wish.key(), keys)
                        .flatMap(key -> take(wish, key, wish.values().getFirst()))
                : Optional.empty();
    }

    private Optional<Remedy> take(Wish wish, String key, String value) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (wish.affinity()) {
            ArrayNode terms = (ArrayNode) spec.at(REQUIRED).deepCopy();
            for (JsonNode expression : terms.path(0).path("matchExpressions")) {
                if (expression instanceof ObjectNode changed
                        && changed.path("key").asString("").equals(wish.key())) {
                    changed.put("key", key).putArray("values").add(value);
                }
            }
            fields.putObject("affinity")
                    .putObject("nodeAffinity")
                    .putObject("requiredDuringSchedulingIgnoredDuringExecution")
                    .set("nodeSelectorTerms", terms);
        } else {
            ObjectNode selector = fields.putObject("nodeSelector");
            if (!key.equals(wish.key())) {
                selector.putNull(wish.key());
            }
            selector.put(key, value);
        }
        return PatchTemplate.spec(
                suspect, "Let %s select nodes with %s=%s".formatted(suspect.object(), key, value), fields);
    }
}
