package dev.shipmate.pipeline;

import dev.shipmate.helm.Setting;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a deploy is made from, so that a run that goes on after it can tell whether that is still the same.
///
/// @param references of the images by their names
/// @param chart a digest of the chart and its values; empty when it could not be read
/// @param settings single values of the run
/// @param settingsKept false when the run had settings that look like secrets: those are not written down
public record RunInputs(Map<String, String> references, String chart, List<Setting> settings, boolean settingsKept) {
    public RunInputs {
        references = Map.copyOf(references);
        settings = List.copyOf(settings);
    }

    static RunInputs none() {
        return new RunInputs(Map.of(), "", List.of(), true);
    }

    /// Whether settings may be written down and shown: none of them looks like a secret.
    public static boolean plain(List<Setting> settings, Redactor redactor) {
        return settings.stream()
                .map(setting -> "%s: %s".formatted(setting.name(), setting.value()))
                .allMatch(text -> redactor.redact(text).equals(text));
    }

    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode named = json.putObject("references");
        references.forEach(named::put);
        json.put("chart", chart).put("settingsKept", settingsKept);
        for (Setting setting : settings) {
            json.withArray("settings")
                    .addObject()
                    .put("name", setting.name())
                    .put("value", setting.value())
                    .put("kind", setting.kind().name());
        }
        return json;
    }

    static RunInputs of(JsonNode json) {
        var references = new LinkedHashMap<String, String>();
        json.path("references")
                .properties()
                .forEach(one -> references.put(one.getKey(), one.getValue().asString("")));
        var settings = new ArrayList<Setting>();
        for (JsonNode setting : json.path("settings")) {
            String name = setting.path("name").asString("");
            String value = setting.path("value").asString("");
            settings.add(
                    setting.path("kind").asString("").equals(Setting.Kind.TEXT.name())
                            ? Setting.text(name, value)
                            : Setting.yaml(name, value));
        }
        return new RunInputs(
                references,
                json.path("chart").asString(""),
                settings,
                json.path("settingsKept").asBoolean(true));
    }
}
