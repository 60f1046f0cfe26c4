package dev.shipmate.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a chart's `values.yaml` tells about the images and Secrets that it takes.
///
/// @param images dotted names of the mappings with a `repository`, such as `backend.image`
/// @param existingSecrets dotted names of the values that take a Secret's name
record ChartValues(List<String> images, List<String> existingSecrets) {
    ChartValues {
        images = List.copyOf(images);
        existingSecrets = List.copyOf(existingSecrets);
    }

    static ChartValues of(Path chart) {
        var images = new ArrayList<String>();
        var secrets = new ArrayList<String>();
        collect(read(chart.resolve("values.yaml")), "", images, secrets);
        return new ChartValues(images, secrets);
    }

    private static void collect(JsonNode values, String path, List<String> images, List<String> secrets) {
        if (!path.isEmpty() && values.has("repository")) {
            images.add(path);
        }
        values.properties().forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (field.getKey().equals("existingSecret") && !field.getValue().isContainer()) {
                secrets.add(name);
            }
            if (field.getValue().isObject()) {
                collect(field.getValue(), name, images, secrets);
            }
        });
    }

    /// A draft does without values that cannot be read.
    private static JsonNode read(Path file) {
        var mapper = new YAMLMapper();
        try {
            return Files.exists(file) ? mapper.readTree(Files.readString(file)) : mapper.createObjectNode();
        } catch (IOException | JacksonException _) {
            return mapper.createObjectNode();
        }
    }
}
