package dev.shipmate.helm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The objects of a rendered chart by their names, as `deployment/backend`, in their order.
public record Manifest(Map<String, JsonNode> objects) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");

    public Manifest {
        objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
    }

    /// Reads what can be read: a document that is no YAML ends it.
    public static Manifest of(String text) {
        var objects = new LinkedHashMap<String, JsonNode>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNextValue()) {
                JsonNode object = documents.nextValue();
                if (object.isObject() && object.has("kind")) {
                    objects.put(display(object), object);
                }
            }
        } catch (JacksonException _) {
            // Helm has read it before us; what it takes and we do not is past the objects that matter here.
        }
        return new Manifest(objects);
    }

    /// The images of all containers, wherever their pods are described.
    public List<String> images() {
        var images = new TreeSet<String>();
        objects.values().forEach(object -> collect(object, images));
        return List.copyOf(images);
    }

    private static void collect(JsonNode node, TreeSet<String> images) {
        if (node.isObject()) {
            for (String field : CONTAINERS) {
                node.path(field).valueStream().forEach(container -> {
                    String image = container.path("image").asString("");
                    if (!image.isEmpty()) {
                        images.add(image);
                    }
                });
            }
        }
        new ArrayList<>(node.values()).forEach(child -> collect(child, images));
    }

    private static String display(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asString("");
        return "%s/%s%s"
                .formatted(
                        object.path("kind").asString("").toLowerCase(Locale.ROOT),
                        metadata.path("name").asString(""),
                        namespace.isEmpty() ? "" : " in namespace " + namespace);
    }
}
