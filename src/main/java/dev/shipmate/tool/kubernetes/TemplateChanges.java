package dev.shipmate.tool.kubernetes;

import dev.shipmate.tool.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What differs between two pod templates, field by field: `container web image`, `container web env LOG_LEVEL`.
final class TemplateChanges {
    private TemplateChanges() {}

    static List<Change> between(WorkloadObject workload, JsonNode before, JsonNode after) {
        return new ObjectChanges(workload.id().display(), workload.id().namespace())
                .between(fields(before), fields(after));
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
                ObjectChanges.collect(field.getKey(), field.getValue(), fields);
            }
        });
        ObjectChanges.collect("labels", template.path("metadata").path("labels"), fields);
        ObjectChanges.collect("annotations", template.path("metadata").path("annotations"), fields);
        fields.remove("labels.pod-template-hash");
        return fields;
    }

    private static void container(String role, JsonNode container, Map<String, String> fields) {
        String name = role + container.path("name").asString("") + " ";
        container.properties().forEach(field -> {
            if (!field.getKey().equals("name")) {
                ObjectChanges.collect(name + field.getKey(), field.getValue(), fields);
            }
        });
    }
}
