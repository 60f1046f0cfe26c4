package dev.shipmate.diagnosis;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The pods of one workload as network policies see them.
///
/// @param ip of one of them; empty when it is not known
/// @param spec of one of them
record Party(
        String namespace,
        String object,
        Map<String, String> labels,
        Map<String, String> namespaceLabels,
        String ip,
        JsonNode spec) {
    Party {
        labels = Map.copyOf(labels);
        namespaceLabels = Map.copyOf(namespaceLabels);
    }

    /// One port of these pods.
    record Door(Party at, int port, String protocol) {}

    /// Whether policies are not meant for them: they use the node's own network.
    boolean onHost() {
        return spec.path("hostNetwork").asBoolean(false);
    }

    /// The number behind a port's name; 0 when they have no such port.
    int port(String name, String protocol) {
        return Stream.of("containers", "initContainers")
                .flatMap(role -> spec.path(role).valueStream())
                .flatMap(container -> container.path("ports").valueStream())
                .filter(port -> port.path("name").asString("").equals(name)
                        && port.path("protocol").asString("TCP").equals(protocol))
                .mapToInt(port -> port.path("containerPort").asInt(0))
                .findFirst()
                .orElse(0);
    }

    /// The labels that its workload gives all its pods, whatever their revision.
    Map<String, String> lastingLabels() {
        var lasting = new TreeMap<>(labels);
        lasting.keySet()
                .removeIf(key -> key.endsWith("-hash")
                        || key.startsWith("statefulset.kubernetes.io/")
                        || key.startsWith("apps.kubernetes.io/")
                        || key.startsWith("batch.kubernetes.io/")
                        || key.startsWith("helm.sh/")
                        || key.equals("pod-template-generation")
                        || key.equals("controller-uid")
                        || key.equals("job-name")
                        || key.equals("app.kubernetes.io/version")
                        || key.equals("app.kubernetes.io/managed-by"));
        return lasting;
    }
}
