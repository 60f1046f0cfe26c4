package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Corrects where a container refers to a Secret or a ConfigMap by a name or key that is not there.
final class References {
    private References() {}

    /// Lets variables take another key of the same Secret or ConfigMap.
    static Optional<Remedy> key(Suspect suspect, ResourceKind kind, String name, String key, String better) {
        String field = kind.equals(KnownKinds.SECRETS) ? "secretKeyRef" : "configMapKeyRef";
        for (JsonNode container : Settings.containers(suspect)) {
            for (JsonNode variable : container.path("env")) {
                JsonNode reference = variable.path("valueFrom").path(field);
                if (is(reference, "name", name) && is(reference, "key", key)) {
                    return variable(
                            suspect,
                            "Let %s of %s take key %s of %s/%s"
                                    .formatted(text(variable, "name"), suspect.object(), better, kind.singular(), name),
                            container,
                            changed(variable, field, "key", better));
                }
            }
        }
        return Optional.empty();
    }

    /// Lets a container use a Secret or ConfigMap of another name.
    ///
    /// @param kind `secret` or `configmap`
    static Optional<Remedy> naming(Suspect suspect, String kind, String name, String better) {
        boolean secret = kind.equals("secret");
        String title = "Let %s use %s/%s".formatted(suspect.object(), kind, better);
        for (JsonNode container : Settings.containers(suspect)) {
            String field = secret ? "secretKeyRef" : "configMapKeyRef";
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            ArrayNode variables = JsonNodeFactory.instance.arrayNode();
            for (JsonNode variable : container.path("env")) {
                if (is(variable.path("valueFrom").path(field), "name", name)) {
                    variables.add(changed(variable, field, "name", better));
                }
            }
            if (!variables.isEmpty()) {
                fields.set("env", variables);
            }
            // This list has no key to merge by: it is given whole.
            ArrayNode sources = JsonNodeFactory.instance.arrayNode();
            boolean found = false;
            for (JsonNode source : container.path("envFrom")) {
                JsonNode copy = source.deepCopy();
                if (copy.path(secret ? "secretRef" : "configMapRef") instanceof ObjectNode reference
                        && is(reference, "name", name)) {
                    reference.put("name", better);
                    found = true;
                }
                sources.add(copy);
            }
            if (found) {
                fields.set("envFrom", sources);
            }
            if (!fields.isEmpty()) {
                return PatchTemplate.container(suspect, title, text(container, "name"), fields);
            }
        }
        return Optional.empty();
    }

    private static ObjectNode changed(JsonNode variable, String field, String part, String better) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        changed.put("name", text(variable, "name"));
        ObjectNode reference = changed.putObject("valueFrom").putObject(field);
        reference.put("name", text(variable.path("valueFrom").path(field), "name"));
        reference.put("key", text(variable.path("valueFrom").path(field), "key"));
        reference.put(part, better);
        return changed;
    }

    private static Optional<Remedy> variable(Suspect suspect, String title, JsonNode container, ObjectNode variable) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putArray("env").add(variable);
        return PatchTemplate.container(suspect, title, text(container, "name"), fields);
    }

    private static boolean is(JsonNode node, String field, String value) {
        return text(node, field).equals(value);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
