package dev.shipmate.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A chart with one object, one hook and a schema.
final class TinyChart {
    private TinyChart() {}

    static Path in(Path folder) {
        try {
            Path chart = Files.createDirectory(folder.resolve("tiny"));
            Path templates = Files.createDirectory(chart.resolve("templates"));
            Files.writeString(chart.resolve("Chart.yaml"), """
                    apiVersion: v2
                    name: tiny
                    version: 0.1.0
                    appVersion: "1.0"
                    """);
            Files.writeString(chart.resolve("values.yaml"), "greeting: hello\nreplicas: 1\nhook: 'true'\n");
            Files.writeString(chart.resolve("values.schema.json"), """
                    {"type": "object", "properties": {
                      "replicas": {"type": "integer"}, "greeting": {"type": ["string", "null"]}}}
                    """);
            Files.writeString(templates.resolve("config.yaml"), """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: {{ .Release.Name }}-config
                    data:
                      greeting: {{ .Values.greeting | quote }}
                      braces: {{ `{{ not a template }}` | quote }}
                    """);
            return chart;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
