package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Describes what is not a workload: services, claims, nodes, Secrets (names and sizes only), and objects of any other
/// kind by their fields.
final class ObjectDescription {
    private static final int FIELDS = 60;
    private static final int VALUE = 120;
    private static final Pattern SECRET_LOOKING =
            Pattern.compile("(?i)pass|secret|token|key|credential|private|auth|dsn|conn");

    private final Cluster cluster;
    private final Clock clock;

    ObjectDescription(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    List<Block> of(ResourceKind kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asString("");
        String name = metadata.path("name").asString("");
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("%s/%s%s is %s old%s."
                .formatted(
                        kind.singular(),
                        name,
                        namespace.isEmpty() ? "" : " in namespace " + namespace,
                        Age.of(instant(metadata.path("creationTimestamp").asString("")), clock.instant()),
                        metadata.has("deletionTimestamp") ? " and is being deleted" : "")));
        blocks.addAll(problems(object));
        if (kind.equals(KnownKinds.SECRETS)) {
            blocks.add(secret(object));
            return blocks;
        }
        if (kind.equals(KnownKinds.CONFIG_MAPS)) {
            blocks.add(configMap(object));
            return blocks;
        }
        if (kind.equals(KnownKinds.SERVICES)) {
            blocks.addAll(service(object, namespace));
        }
        blocks.addAll(fields(object));
        var events = new EventTable();
        cluster.forEachEvent(namespace, name, event -> {
            if (event.objectKind().equals(kind.kind())) {
                events.add(event);
            }
        });
        blocks.addAll(events.toBlocks(clock.instant()));
        return blocks;
    }

    /// Conditions in a bad state: `Ready` and its like false, pressures and failures true.
    private static List<Block> problems(JsonNode object) {
        var blocks = new ArrayList<Block>();
        for (JsonNode condition : object.path("status").path("conditions")) {
            String type = condition.path("type").asString("");
            boolean bad = Pattern.compile("Pressure|Unavailable|Failure|Failed|Degraded")
                    .matcher(type)
                    .find();
            String status = condition.path("status").asString("");
            if (status.equals(bad ? "True" : "False") || (!bad && status.equals("Unknown"))) {
                blocks.add(new Block.Fact("%s is %s: %s."
                        .formatted(
                                type,
                                status,
                                Words.reasonAndMessage(
                                        condition.path("reason").asString(""),
                                        condition.path("message").asString("")))));
            }
        }
        return blocks;
    }

    private static Block secret(JsonNode secret) {
        List<List<String>> rows = secret.path("data")
                .propertyStream()
                .map(entry -> List.of(entry.getKey(), bytes(entry.getValue().asString("")) + " bytes"))
                .sorted((one, other) -> one.getFirst().compareTo(other.getFirst()))
                .toList();
        return new Block.Table(List.of("KEY", "SIZE"), rows, 0);
    }

    private static int bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException _) {
            return base64.length();
        }
    }

    private static Block configMap(JsonNode map) {
        List<List<String>> rows = map.path("data")
                .propertyStream()
                .map(entry -> {
                    String value = entry.getValue().asString("");
                    String shown = SECRET_LOOKING.matcher(entry.getKey()).find()
                            ? "(not shown: its name looks like a secret's)"
                            : value.contains("\n")
                                    ? "(%s)".formatted(Words.count(value.lines().count(), "line"))
                                    : Words.shortened(value, VALUE);
                    return List.of(entry.getKey(), value.length() + " characters", shown);
                })
                .toList();
        return new Block.Table(List.of("KEY", "SIZE", "VALUE"), rows, 0);
    }

    private List<Block> service(JsonNode service, String namespace) {
        JsonNode spec = service.path("spec");
        String ports = spec.path("ports")
                .valueStream()
                .map(port -> "%s -> %s"
                        .formatted(
                                port.path("port").asString("?"),
                                port.path("targetPort")
                                        .asString(port.path("port").asString("?"))))
                .collect(Collectors.joining(", "));
        String selector = spec.path("selector")
                .propertyStream()
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .sorted()
                .collect(Collectors.joining(","));
        if (selector.isEmpty()) {
            return List.of(new Block.Fact("It has no selector; ports %s.".formatted(ports)));
        }
        var pods = new PodTable(PodTable.PROBLEMS_FIRST);
        var ready = new int[1];
        cluster.forEachPod(namespace, selector, pod -> {
            pods.add(pod);
            if (pod.healthy() && !pod.completed()) {
                ready[0]++;
            }
        });
        String behind = pods.total() == 0
                ? "No pod has these labels, so nothing answers"
                : "%s: %d ready"
                        .formatted(Words.count(pods.total(), "pod has", "pods have") + " these labels", ready[0]);
        return List.of(new Block.Fact("It sends ports %s to pods with %s. %s.".formatted(ports, selector, behind)));
    }

    private static List<Block> fields(JsonNode object) {
        var lines = new ArrayList<String>();
        flatten("spec", object.path("spec"), lines);
        flatten("status", object.path("status"), lines);
        object.propertyStream()
                .filter(field -> !List.of("apiVersion", "kind", "metadata", "spec", "status", "data", "stringData")
                        .contains(field.getKey()))
                .forEach(field -> flatten(field.getKey(), field.getValue(), lines));
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> shown = lines.subList(0, Math.min(FIELDS, lines.size()));
        return List.of(new Block.Excerpt("fields", shown, lines.size() - shown.size()));
    }

    private static void flatten(String path, JsonNode node, List<String> lines) {
        if (path.startsWith("status.conditions") || path.startsWith("status.images")) {
            return;
        }
        if (node.isObject()) {
            node.propertyStream().forEach(field -> flatten(path + "." + field.getKey(), field.getValue(), lines));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten("%s[%d]".formatted(path, i), node.path(i), lines);
            }
        } else if (!node.isMissingNode() && !node.isNull()) {
            boolean secret = SECRET_LOOKING
                    .matcher(path.substring(path.lastIndexOf('.') + 1))
                    .find();
            boolean names = path.endsWith("Name") || path.endsWith("Ref.name") || node.isBoolean() || node.isNumber();
            lines.add("%s: %s"
                    .formatted(path, secret && !names ? "(not shown)" : Words.shortened(node.asString(""), VALUE)));
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
