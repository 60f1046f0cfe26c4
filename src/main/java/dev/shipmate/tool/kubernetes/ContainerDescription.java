package dev.shipmate.tool.kubernetes;

import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a container's specification says, as compact lines in the order of `kubectl describe`.
///
/// Values stand whole or not at all: a piece of a secret may not look like one any more.
final class ContainerDescription {
    /// A longer value is only counted.
    private static final int VALUE = 200;

    /// The service account's token, which the API server mounts into every container.
    private static final String TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final JsonNode container;
    private final List<String> lines = new ArrayList<>();

    private ContainerDescription(JsonNode container) {
        this.container = container;
    }

    static Block of(String role, JsonNode container) {
        var description = new ContainerDescription(container);
        description.fill();
        String name = container.path("name").asString("");
        return new Block.Excerpt("%s %s".formatted(role, name), description.lines, 0);
    }

    private void fill() {
        lines.add("image: " + container.path("image").asString(""));
        line("ports", container.path("ports").valueStream().map(ContainerDescription::port));
        line("requests", amounts("requests"));
        line("limits", amounts("limits"));
        for (String probe : List.of("liveness", "readiness", "startup")) {
            JsonNode node = container.path(probe + "Probe");
            if (node.isObject()) {
                lines.add("%s probe: %s".formatted(probe, probe(node)));
            }
        }
        line("env from", container.path("envFrom").valueStream().map(ContainerDescription::source));
        container.path("env").forEach(variable -> lines.add("env " + variable(variable)));
        line(
                "mounts",
                container
                        .path("volumeMounts")
                        .valueStream()
                        .filter(mount -> !mount.path("mountPath").asString("").equals(TOKEN))
                        .map(mount -> "%s from %s%s"
                                .formatted(
                                        mount.path("mountPath").asString(""),
                                        mount.path("name").asString(""),
                                        mount.path("readOnly").asBoolean(false) ? " (read-only)" : "")));
    }

    private void line(String title, Stream<String> parts) {
        String text = parts.collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            lines.add(title + ": " + text);
        }
    }

    private static String port(JsonNode port) {
        String name = port.path("name").asString("");
        return "%s/%s%s"
                .formatted(
                        port.path("containerPort").asString(""),
                        port.path("protocol").asString("TCP"),
                        name.isEmpty() ? "" : " (" + name + ")");
    }

    private Stream<String> amounts(String which) {
        return container
                .path("resources")
                .path(which)
                .propertyStream()
                .map(amount ->
                        "%s %s".formatted(amount.getKey(), amount.getValue().asString("")));
    }

    /// `GET /health on port 8000, every 5 s, 3 failures allowed`.
    private static String probe(JsonNode probe) {
        String what = "unknown";
        if (probe.has("httpGet")) {
            JsonNode get = probe.path("httpGet");
            what = "GET %s on port %s"
                    .formatted(get.path("path").asString("/"), get.path("port").asString(""));
        } else if (probe.has("tcpSocket")) {
            what = "TCP port " + probe.path("tcpSocket").path("port").asString("");
        } else if (probe.has("grpc")) {
            what = "gRPC port " + probe.path("grpc").path("port").asString("");
        } else if (probe.has("exec")) {
            what = "runs " + probe.path("exec").path("command").path(0).asString("");
        }
        return "%s, delay %d s, every %d s, timeout %d s, fails after %d"
                .formatted(
                        what,
                        probe.path("initialDelaySeconds").asInt(0),
                        probe.path("periodSeconds").asInt(10),
                        probe.path("timeoutSeconds").asInt(1),
                        probe.path("failureThreshold").asInt(3));
    }

    private static String source(JsonNode from) {
        return from.has("secretRef")
                ? "secret " + from.path("secretRef").path("name").asString("")
                : "configmap " + from.path("configMapRef").path("name").asString("");
    }

    /// `LOG_LEVEL=info`, or where the value comes from.
    private static String variable(JsonNode variable) {
        String name = variable.path("name").asString("");
        JsonNode from = variable.path("valueFrom");
        if (!from.isObject()) {
            return name + "=" + value(variable.path("value").asString(""));
        }
        if (from.has("secretKeyRef")) {
            return "%s from secret %s".formatted(name, key(from.path("secretKeyRef")));
        }
        if (from.has("configMapKeyRef")) {
            return "%s from configmap %s".formatted(name, key(from.path("configMapKeyRef")));
        }
        JsonNode field = from.has("fieldRef")
                ? from.path("fieldRef").path("fieldPath")
                : from.path("resourceFieldRef").path("resource");
        return "%s from field %s".formatted(name, field.asString("unknown"));
    }

    private static String key(JsonNode reference) {
        return "%s, key %s"
                .formatted(
                        reference.path("name").asString(""),
                        reference.path("key").asString(""));
    }

    private static String value(String value) {
        if (value.contains("\n")) {
            return "(%s)".formatted(Words.count(value.lines().count(), "line"));
        }
        return value.length() > VALUE ? "(%d characters)".formatted(value.length()) : value;
    }
}
