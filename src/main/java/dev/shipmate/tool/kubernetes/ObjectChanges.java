package dev.shipmate.tool.kubernetes;

import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What differs between two states of an object, field by field: `spec.selector.app`, `spec.ports 80.targetPort`.
///
/// @param display the object as kubectl writes it
record ObjectChanges(String display, String namespace) {
    private static final int MOST = 20;
    private static final String ABSENT = "(none)";

    /// What the API server and the controllers write.
    private static final Set<String> THEIRS = Set.of(
            "status",
            "metadata.managedFields",
            "metadata.resourceVersion",
            "metadata.generation",
            "metadata.annotations.deployment.kubernetes.io/revision",
            "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration");

    /// Names of settings whose values are not shown.
    private static final Pattern SECRET = Pattern.compile("(?i).*(passw|secret|token|credential|api_?key|private).*");

    /// Between two whole objects.
    List<Change> between(JsonNode before, JsonNode after) {
        return between(fields(before), fields(after));
    }

    List<Change> between(Map<String, String> old, Map<String, String> fresh) {
        var names = new LinkedHashSet<>(old.keySet());
        names.addAll(fresh.keySet());
        List<Change> changes = names.stream()
                .filter(name -> !Objects.equals(old.get(name), fresh.get(name)))
                .map(name -> change(name, old.getOrDefault(name, ABSENT), fresh.getOrDefault(name, ABSENT)))
                .toList();
        if (changes.size() <= MOST) {
            return changes;
        }
        var shown = new ArrayList<>(changes.subList(0, MOST));
        shown.add(change("%d more fields".formatted(changes.size() - MOST), "…", "…"));
        return shown;
    }

    private Change change(String field, String before, String after) {
        boolean hidden = SECRET.matcher(field).matches() && !isReference(field);
        return new Change(
                display,
                namespace,
                field,
                hidden && !before.equals(ABSENT) ? "(hidden)" : Words.shortened(before, 200),
                hidden && !after.equals(ABSENT) ? "(hidden)" : Words.shortened(after, 200));
    }

    /// The name and the key of a Secret are no secrets.
    private static boolean isReference(String field) {
        return field.endsWith("Ref.name") || field.endsWith("Ref.key") || field.endsWith(".secretName");
    }

    private static Map<String, String> fields(JsonNode object) {
        var fields = new LinkedHashMap<String, String>();
        object.properties().forEach(field -> collect(field.getKey(), field.getValue(), fields, THEIRS::contains));
        return fields;
    }

    static void collect(String path, JsonNode value, Map<String, String> fields) {
        collect(path, value, fields, _ -> false);
    }

    /// Lists of things with a key become fields by their keys; other lists are one value, since their order counts.
    private static void collect(String path, JsonNode value, Map<String, String> fields, Predicate<String> leftOut) {
        if (leftOut.test(path)) {
            return;
        }
        String key = value.isArray() ? MergeKeys.of(lastWord(path), value) : "";
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> collect(path + "." + field.getKey(), field.getValue(), fields, leftOut));
        } else if (!key.isEmpty()) {
            value.forEach(item -> named(path + " " + item.path(key).asString(""), key, item, fields));
        } else if (!value.isMissingNode()) {
            fields.put(path, value.isValueNode() ? value.asString("") : value.toString());
        }
    }

    private static String lastWord(String path) {
        return path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf(' ')) + 1);
    }

    private static void named(String path, String key, JsonNode item, Map<String, String> fields) {
        if (item.has("value") && item.size() == 2) {
            fields.put(path, item.path("value").asString(""));
            return;
        }
        fields.put(path, "present");
        item.properties().forEach(field -> {
            if (!field.getKey().equals(key)) {
                collect(path + "." + field.getKey(), field.getValue(), fields);
            }
        });
    }
}
