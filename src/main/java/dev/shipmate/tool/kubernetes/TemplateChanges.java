package dev.shipmate.tool.kubernetes;

import dev.shipmate.tool.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What differs between two pod templates, field by field: `container web image`, `container web env LOG_LEVEL`.
final class TemplateChanges {
    private static final int MOST = 20;
    private static final String ABSENT = "(none)";

    /// Names of settings whose values are not shown.
    private static final Pattern SECRET = Pattern.compile("(?i).*(passw|secret|token|credential|api_?key|private).*");

    private TemplateChanges() {}

    static List<Change> between(WorkloadObject workload, JsonNode before, JsonNode after) {
        Map<String, String> old = fields(before);
        Map<String, String> fresh = fields(after);
        var names = new LinkedHashSet<>(old.keySet());
        names.addAll(fresh.keySet());
        List<Change> changes = names.stream()
                .filter(name -> !Objects.equals(old.get(name), fresh.get(name)))
                .map(name -> change(workload, name, old.getOrDefault(name, ABSENT), fresh.getOrDefault(name, ABSENT)))
                .toList();
        if (changes.size() <= MOST) {
            return changes;
        }
        var shown = new ArrayList<>(changes.subList(0, MOST));
        shown.add(change(workload, "%d more fields".formatted(changes.size() - MOST), "…", "…"));
        return shown;
    }

    private static Change change(WorkloadObject workload, String field, String before, String after) {
        boolean hidden = SECRET.matcher(field).matches();
        return new Change(
                workload.id().display(),
                workload.id().namespace(),
                field,
                hidden && !before.equals(ABSENT) ? "(hidden)" : Words.shortened(before, 200),
                hidden && !after.equals(ABSENT) ? "(hidden)" : Words.shortened(after, 200));
    }

    private static Map<String, String> fields(JsonNode template) {
        var fields = new LinkedHashMap<String, String>();
        for (JsonNode container : template.path("spec").path("containers")) {
            container("container ", container, fields);
        }
        for (JsonNode container : template.path("spec").path("initContainers")) {
            container("init container ", container, fields);
        }
        template.path("spec").properties().forEach(field -> {
            if (!field.getKey().endsWith("ontainers")) {
                collect(field.getKey(), field.getValue(), fields);
            }
        });
        collect("labels", template.path("metadata").path("labels"), fields);
        collect("annotations", template.path("metadata").path("annotations"), fields);
        fields.remove("labels.pod-template-hash");
        return fields;
    }

    private static void container(String role, JsonNode container, Map<String, String> fields) {
        String name = role + container.path("name").asString("") + " ";
        container.properties().forEach(field -> {
            if (!field.getKey().equals("name")) {
                collect(name + field.getKey(), field.getValue(), fields);
            }
        });
    }

    /// Lists of named things become fields by their names; other lists are one value, since their order counts.
    private static void collect(String path, JsonNode value, Map<String, String> fields) {
        if (value.isObject()) {
            value.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), fields));
        } else if (value.isArray() && !value.isEmpty() && value.path(0).has("name")) {
            value.forEach(item -> named(path + " " + item.path("name").asString(""), item, fields));
        } else if (!value.isMissingNode()) {
            fields.put(path, value.isValueNode() ? value.asString("") : value.toString());
        }
    }

    private static void named(String path, JsonNode item, Map<String, String> fields) {
        if (item.has("value") && item.size() == 2) {
            fields.put(path, item.path("value").asString(""));
            return;
        }
        fields.put(path, "present");
        item.properties().forEach(field -> {
            if (!field.getKey().equals("name")) {
                collect(path + "." + field.getKey(), field.getValue(), fields);
            }
        });
    }
}
