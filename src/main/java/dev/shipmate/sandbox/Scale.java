package dev.shipmate.sandbox;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// The `scale` of a workload: how many pods it should have, and has.
final class Scale {
    static final ResourceType TYPE =
            new ResourceType("autoscaling", "v1", "scales", "scale", "Scale", true, List.of(), List.of());

    private Scale() {}

    static ObjectNode of(Resource workload) {
        ObjectNode scale =
                ApiRequest.JSON.createObjectNode().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.put(field, workload.text("/metadata/" + field));
        }
        scale.putObject("spec").put("replicas", workload.number("/spec/replicas", 1));
        scale.putObject("status")
                .put("replicas", workload.number("/status/replicas", 0))
                .put(
                        "selector",
                        Resource.strings(workload.at("/spec/selector/matchLabels")).entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(",")));
        return scale;
    }
}
