package dev.shipmate.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// The fields that the real server fills in when a manifest leaves them out.
final class Defaults {
    private Defaults() {}

    static void fill(ObjectNode json, ResourceType type) {
        json.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        switch (type.kind()) {
            case "Deployment" -> deployment(json.withObject("/spec"));
            case "ReplicaSet" -> absent(json.withObject("/spec"), "replicas", 1);
            case "StatefulSet" -> {
                absent(json.withObject("/spec"), "replicas", 1);
                absent(json.withObject("/spec"), "podManagementPolicy", "OrderedReady");
                absent(json.withObject("/spec/updateStrategy"), "type", "RollingUpdate");
                podSpec(json.withObject("/spec/template/spec"));
            }
            case "DaemonSet", "Job" -> podSpec(json.withObject("/spec/template/spec"));
            case "Pod" -> {
                podSpec(json.withObject("/spec"));
                absent(json.withObject("/status"), "phase", "Pending");
            }
            case "Namespace" -> absent(json.withObject("/status"), "phase", "Active");
            case "Service" -> absent(json.withObject("/spec"), "type", "ClusterIP");
            case "Secret" -> secret(json);
            default -> {}
        }
    }

    private static void deployment(ObjectNode spec) {
        absent(spec, "replicas", 1);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = spec.withObject("/strategy");
        absent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString().equals("RollingUpdate")) {
            absent(strategy.withObject("/rollingUpdate"), "maxSurge", "25%");
            absent(strategy.withObject("/rollingUpdate"), "maxUnavailable", "25%");
        } else {
            strategy.remove("rollingUpdate");
        }
        podSpec(spec.withObject("/template/spec"));
    }

    private static void podSpec(ObjectNode spec) {
        absent(spec, "restartPolicy", "Always");
        absent(spec, "terminationGracePeriodSeconds", 30);
        absent(spec, "dnsPolicy", "ClusterFirst");
        spec.path("containers").forEach(container -> {
            if (container instanceof ObjectNode object) {
                absent(object, "imagePullPolicy", "IfNotPresent");
            }
        });
    }

    /// Values given as text are kept in base64.
    private static void secret(ObjectNode json) {
        absent(json, "type", "Opaque");
        json.path("stringData")
                .properties()
                .forEach(entry -> json.withObject("/data")
                        .put(
                                entry.getKey(),
                                Base64.getEncoder()
                                        .encodeToString(
                                                entry.getValue().asString().getBytes(StandardCharsets.UTF_8))));
        json.remove("stringData");
    }

    private static void absent(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    private static void absent(ObjectNode object, String field, int value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
