package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A remedy as JSON. What is not known is not read.
public final class RemedyJson {
    private static final JsonMapper JSON = new JsonMapper();

    private RemedyJson() {}

    public static ObjectNode write(Remedy remedy) {
        ObjectNode node = JSON.createObjectNode();
        switch (remedy) {
            case Remedy.PatchObject(String title, ObjectName object, String patch) ->
                object(node, "patch", title, object).put("patch", patch);
            case Remedy.DeleteObject(String title, ObjectName object) -> object(node, "delete", title, object);
            case Remedy.SetImage(String title, WorkloadName workload, String container, String image) ->
                workload(node, "set-image", title, workload)
                        .put("container", container)
                        .put("image", image);
            case Remedy.UndoRollout(String title, WorkloadName workload) ->
                workload(node, "undo-rollout", title, workload);
        }
        return node;
    }

    private static ObjectNode object(ObjectNode node, String remedy, String title, ObjectName object) {
        ResourceKind kind = object.kind();
        return node.put("remedy", remedy)
                .put("title", title)
                .put("apiVersion", kind.group().isEmpty() ? kind.version() : kind.group() + "/" + kind.version())
                .put("kind", kind.kind())
                .put("plural", kind.plural())
                .put("namespaced", kind.namespaced())
                .put("namespace", object.namespace())
                .put("name", object.name());
    }

    private static ObjectNode workload(ObjectNode node, String remedy, String title, WorkloadName workload) {
        return node.put("remedy", remedy)
                .put("title", title)
                .put("kind", workload.kind())
                .put("namespace", workload.namespace())
                .put("name", workload.name());
    }

    public static Optional<Remedy> read(JsonNode node) {
        String title = text(node, "title");
        return switch (text(node, "remedy")) {
            case "patch" -> Optional.of(new Remedy.PatchObject(title, object(node), text(node, "patch")));
            case "delete" -> Optional.of(new Remedy.DeleteObject(title, object(node)));
            case "set-image" ->
                Optional.of(new Remedy.SetImage(title, workload(node), text(node, "container"), text(node, "image")));
            case "undo-rollout" -> Optional.of(new Remedy.UndoRollout(title, workload(node)));
            default -> Optional.empty();
        };
    }

    private static ObjectName object(JsonNode node) {
        String apiVersion = text(node, "apiVersion");
        int slash = apiVersion.indexOf('/');
        var kind = new ResourceKind(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                text(node, "plural"),
                text(node, "kind").toLowerCase(Locale.ROOT),
                text(node, "kind"),
                List.of(),
                node.path("namespaced").asBoolean(true));
        return new ObjectName(kind, text(node, "namespace"), text(node, "name"));
    }

    private static WorkloadName workload(JsonNode node) {
        return new WorkloadName(text(node, "kind"), text(node, "namespace"), text(node, "name"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
