package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ResourceKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Objects whose manifest was last applied under a version of the API that Kubernetes has given up for their kind.
final class Manifests {
    private static final int MOST = 50;
    private static final Pattern VERSION =
            Pattern.compile("\"apiVersion\"\\s*:\\s*\"((?:[\\w.-]+/)?v\\d+(?:alpha|beta)\\d+|extensions/[\\w]+)\"");

    private final List<Old> old = new CopyOnWriteArrayList<>();

    /// @param version that the manifest names
    /// @param where the field that shows it
    record Old(ResourceKind kind, String namespace, String name, String version, String where) {}

    /// From several threads at once. What is kept of the manifest is its version alone.
    void see(ResourceKind kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        Matcher applied = VERSION.matcher(beginning(metadata.path("annotations")
                .path("kubectl.kubernetes.io/last-applied-configuration")
                .asString("")));
        if (applied.find()) {
            add(
                    kind,
                    object,
                    applied.group(1),
                    "metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]");
            return;
        }
        metadata.path("managedFields")
                .valueStream()
                .filter(entry -> entry.path("operation").asString("").equals("Apply"))
                .map(entry -> entry.path("apiVersion").asString(""))
                .filter(version ->
                        VERSION.matcher("\"apiVersion\":\"" + version + "\"").matches())
                .findFirst()
                .ifPresent(version -> add(kind, object, version, "metadata.managedFields"));
    }

    /// The version comes first, as the names of fields are in order; what is inside a template is another's.
    private static String beginning(String manifest) {
        return manifest.substring(0, Math.min(200, manifest.length()));
    }

    private void add(ResourceKind kind, JsonNode object, String version, String where) {
        if (old.size() < MOST && !version.equals(current(kind))) {
            old.add(new Old(kind, Objects.namespace(object), Objects.name(object), version, where));
        }
    }

    static String current(ResourceKind kind) {
        return kind.group().isEmpty() ? kind.version() : kind.group() + "/" + kind.version();
    }

    List<Old> old() {
        return List.copyOf(old);
    }
}
