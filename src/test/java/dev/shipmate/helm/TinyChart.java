package dev.shipmate.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A chart with one object, one hook, which runs the script of the value `hook`, and a schema.
public final class TinyChart {
    private TinyChart() {}

    public static Path in(Path folder) {
        try {
            Path chart = Files.createDirectory(folder.resolve("tiny"));
            Path templates = Files.createDirectory(chart.resolve("templates"));
            Files.writeString(chart.resolve("Chart.yaml"), """
                    apiVersion: v2
                    name: tiny
                    version: 0.1.0
                    appVersion: "1.0"
                    """);
            Files.writeString(chart.resolve("values.yaml"), """
                    greeting: hello
                    replicas: 1
                    hook: "true"
                    image: busybox:1.36
                    """);
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
                      live: {{ lookup "v1" "Secret" .Release.Namespace "keys" | len | quote }}
                      listed: {{ lookup "apps/v1" "Deployment" "" "" | len | quote }}
                      braces: {{ `{{ not a template }}` | quote }}
                    """);
            Files.writeString(templates.resolve("hook.yaml"), """
                    apiVersion: batch/v1
                    kind: Job
                    metadata:
                      name: {{ .Release.Name }}-migrate
                      annotations:
                        helm.sh/hook: post-install,pre-upgrade
                        helm.sh/hook-delete-policy: before-hook-creation
                    spec:
                      backoffLimit: 0
                      template:
                        spec:
                          restartPolicy: Never
                          terminationGracePeriodSeconds: 0
                          containers:
                            - name: migrate
                              image: {{ .Values.image }}
                              imagePullPolicy: IfNotPresent
                              command: ["sh", "-c", {{ .Values.hook | quote }}]
                    """);
            return chart;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
