package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The taints that keep a pod away from the nodes.
final class Taints {
    private final Suspect suspect;
    private final List<JsonNode> nodes;
    private final JsonNode tolerations;

    Taints(Suspect suspect, Scene scene) {
        this.suspect = suspect;
        this.nodes = scene.objects().of(KnownKinds.NODES).toList();
        this.tolerations = suspect.json().path("spec").path("tolerations");
    }

    Lead explain(Lead lead) {
        Finding finding = lead.finding();
        for (JsonNode node : nodes) {
            List<JsonNode> untolerated = untolerated(node);
            if (!untolerated.isEmpty()) {
                finding = finding.with(Evidence.object("node/%s: %s"
                        .formatted(
                                Objects.name(node),
                                untolerated.stream().map(Taints::phrase).collect(Collectors.joining(", ")))));
            }
        }
        if (nodes.size() == 1 && isCordoned(nodes.getFirst())) {
            finding = finding.withCause("it cannot be scheduled: %s is cordoned, so it takes no new pods."
                    .formatted(name(nodes.getFirst())));
        }
        return lead.with(remedy().map(finding::withRemedy).orElse(finding));
    }

    /// A node in trouble has to be mended, and one that runs the control plane is kept free on purpose: neither is a
    /// reason to tolerate its taint.
    private Optional<Remedy> remedy() {
        for (JsonNode node : nodes) {
            List<JsonNode> untolerated = untolerated(node);
            if (isCordoned(node) && untolerated.size() == 1) {
                return Optional.of(uncordon(node));
            }
            if (untolerated.size() == 1 && isOwn(untolerated.getFirst())) {
                return tolerate(untolerated.getFirst());
            }
        }
        return Optional.empty();
    }

    private static boolean isOwn(JsonNode taint) {
        String key = key(taint);
        return !key.startsWith("node.kubernetes.io/") && !key.startsWith("node-role.kubernetes.io/");
    }

    private static boolean isCordoned(JsonNode node) {
        return node.path("spec").path("unschedulable").asBoolean(false);
    }

    private static Remedy uncordon(JsonNode node) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("unschedulable", false);
        return new Remedy.PatchObject(
                "Let %s take pods again (it was cordoned by somebody)".formatted(name(node)),
                new ObjectName(KnownKinds.NODES, "", Objects.name(node)),
                patch.toString());
    }

    /// The list has no key to merge by: it is given whole.
    private Optional<Remedy> tolerate(JsonNode taint) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        tolerations.forEach(all::add);
        ObjectNode added = all.addObject().put("key", key(taint));
        String value = taint.path("value").asString("");
        if (value.isEmpty()) {
            added.put("operator", "Exists");
        } else {
            added.put("operator", "Equal").put("value", value);
        }
        added.put("effect", taint.path("effect").asString(""));
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.set("tolerations", all);
        return PatchTemplate.spec(
                suspect, "Let %s tolerate the taint %s".formatted(suspect.object(), phrase(taint)), fields);
    }

    private List<JsonNode> untolerated(JsonNode node) {
        var untolerated = new ArrayList<JsonNode>();
        for (JsonNode taint : node.path("spec").path("taints")) {
            if (!taint.path("effect").asString("").equals("PreferNoSchedule")
                    && tolerations.valueStream().noneMatch(toleration -> tolerates(toleration, taint))) {
                untolerated.add(taint);
            }
        }
        return untolerated;
    }

    private static boolean tolerates(JsonNode toleration, JsonNode taint) {
        String effect = toleration.path("effect").asString("");
        boolean exists = toleration.path("operator").asString("").equals("Exists");
        String key = key(toleration);
        return (effect.isEmpty() || effect.equals(taint.path("effect").asString("")))
                && (key.isEmpty() ? exists : key.equals(key(taint)))
                && (exists
                        || toleration
                                .path("value")
                                .asString("")
                                .equals(taint.path("value").asString("")));
    }

    private static String phrase(JsonNode taint) {
        String value = taint.path("value").asString("");
        return "%s%s:%s"
                .formatted(
                        key(taint),
                        value.isEmpty() ? "" : "=" + value,
                        taint.path("effect").asString(""));
    }

    private static String key(JsonNode taint) {
        return taint.path("key").asString("");
    }

    private static String name(JsonNode node) {
        return "node/" + Objects.name(node);
    }
}
