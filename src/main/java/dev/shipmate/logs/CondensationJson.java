package dev.shipmate.logs;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A condensation for scripts. Its fields are in `docs/logs.md`.
public final class CondensationJson {
    private static final JsonMapper JSON = new JsonMapper();

    private CondensationJson() {}

    public static JsonNode of(LogReader.Result result) {
        Condensation log = result.condensation();
        ObjectNode tree = JSON.createObjectNode();
        tree.put("lines", log.size().read());
        tree.put("matching", log.size().matching());
        tree.put("all", result.all());
        tree.put("first", time(log.first()));
        tree.put("last", time(log.last()));
        ArrayNode failures = tree.putArray("failures");
        log.failures()
                .forEach((failure, count) -> failures.addObject()
                        .put("id", failure.id())
                        .put("sentence", failure.sentence())
                        .put("entries", count));
        ArrayNode groups = tree.putArray("groups");
        log.groups().forEach(group -> add(groups.addObject(), group));
        lines(tree.putArray("lastError"), log.lastError());
        lines(tree.putArray("lastLines"), log.lastLines());
        ArrayNode problems = tree.putArray("problems");
        result.problems().forEach(problems::add);
        return tree;
    }

    /// One line as an object.
    public static JsonNode of(ShownLine line) {
        return put(JSON.createObjectNode(), line);
    }

    private static void add(ObjectNode node, LogGroup group) {
        node.put("severity", group.severity().name().toLowerCase(Locale.ROOT));
        node.put("template", group.template());
        node.put("entries", group.count());
        node.put("lines", group.lines());
        node.put("first", time(group.first()));
        node.put("last", time(group.last()));
        node.put("source", group.source());
        node.put("failure", group.failure().map(KnownFailure::id).orElse(""));
        ArrayNode example = node.putArray("example");
        group.example().forEach(example::add);
    }

    private static void lines(ArrayNode array, List<ShownLine> lines) {
        lines.forEach(line -> put(array.addObject(), line));
    }

    private static ObjectNode put(ObjectNode node, ShownLine line) {
        return node.put("source", line.source()).put("time", time(line.time())).put("text", line.text());
    }

    private static String time(Instant time) {
        return time.equals(Instant.EPOCH) ? "" : time.toString();
    }
}
