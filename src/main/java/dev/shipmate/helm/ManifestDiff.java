package dev.shipmate.helm;

import dev.shipmate.helm.ObjectChange.FieldChange;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What differs between two manifests, object by object and field by field, without secrets.
public record ManifestDiff(List<ObjectChange> changes) {
    private static final int LONGEST_VALUE = 120;
    private static final String HIDDEN = "[redacted]";

    public ManifestDiff {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    static ManifestDiff between(Manifest before, Manifest after, Redactor redactor) {
        var names = new LinkedHashSet<>(after.objects().keySet());
        names.addAll(before.objects().keySet());
        var changes = new ArrayList<ObjectChange>();
        for (String name : names) {
            JsonNode old = before.objects().getOrDefault(name, MissingNode.getInstance());
            JsonNode current = after.objects().getOrDefault(name, MissingNode.getInstance());
            if (old.isMissingNode()) {
                changes.add(new ObjectChange.Added(name));
            } else if (current.isMissingNode()) {
                changes.add(new ObjectChange.Removed(name));
            } else if (!old.equals(current)) {
                changes.add(new ObjectChange.Changed(name, fields(name, old, current, redactor)));
            }
        }
        return new ManifestDiff(changes);
    }

    static List<FieldChange> fields(String name, JsonNode before, JsonNode after, Redactor redactor) {
        Map<String, JsonNode> old = leaves(before);
        Map<String, JsonNode> current = leaves(after);
        var paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(current.keySet());
        var fields = new ArrayList<FieldChange>();
        for (String path : paths) {
            JsonNode was = old.getOrDefault(path, MissingNode.getInstance());
            JsonNode is = current.getOrDefault(path, MissingNode.getInstance());
            if (!was.equals(is)) {
                boolean secret = name.startsWith("secret/") && path.matches("(data|stringData)\\..*");
                fields.add(
                        new FieldChange(path, shown(path, was, secret, redactor), shown(path, is, secret, redactor)));
            }
        }
        return fields;
    }

    private static Map<String, JsonNode> leaves(JsonNode object) {
        var leaves = new TreeMap<String, JsonNode>();
        collect("", object, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int at = 0; at < node.size(); at++) {
                String name = node.path(at).path("name").asString(String.valueOf(at));
                collect("%s[%s]".formatted(path, name), node.path(at), leaves);
            }
        } else {
            leaves.put(path, node);
        }
    }

    private static String shown(String path, JsonNode value, boolean secret, Redactor redactor) {
        if (value.isMissingNode()) {
            return "";
        }
        if (secret) {
            return HIDDEN;
        }
        // Beside its name, so that a telling name hides it: that of the field, or of the variable whose value it is.
        String called = path.replaceFirst("]\\.value$", "").replaceFirst("^.*[.\\[]", "") + ": ";
        String text = redactor.redact(called + (value.isValueNode() ? value.asString("") : value.toString()));
        String shown = text.startsWith(called) ? text.substring(called.length()) : HIDDEN;
        return shown.length() > LONGEST_VALUE ? shown.substring(0, LONGEST_VALUE) + "…" : shown;
    }
}
