package dev.shipmate.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a request supplies on top of a chart's own values, as Helm merges it and keeps it in the release. It may hold
/// what somebody should not have put there.
public final class SuppliedValues {
    private static final YAMLMapper YAML = new YAMLMapper();

    private SuppliedValues() {}

    /// The values as one tree; nothing when a file of them cannot be read.
    public static Optional<JsonNode> of(ChartRequest request) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        try {
            for (Path file : request.values()) {
                merge(all, YAML.readTree(Files.readString(file, StandardCharsets.UTF_8)));
            }
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
        merge(all, YAML.readTree(new SettingsTree(request.settings()).text()));
        return Optional.of(all);
    }

    private static void merge(ObjectNode target, JsonNode source) {
        source.properties().forEach(field -> {
            if (target.path(field.getKey()) instanceof ObjectNode before
                    && field.getValue().isObject()) {
                merge(before, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
