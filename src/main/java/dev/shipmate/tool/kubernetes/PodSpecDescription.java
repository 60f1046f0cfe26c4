package dev.shipmate.tool.kubernetes;

import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What the specification of a pod, or of a workload's pods, says: its containers, and what they share.
final class PodSpecDescription {
    /// Tolerations that the API server gives to every pod.
    private static final Set<String> USUAL = Set.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private PodSpecDescription() {}

    static List<Block> of(JsonNode spec) {
        var blocks = new ArrayList<Block>();
        spec.path("initContainers")
                .forEach(container -> blocks.add(ContainerDescription.of("init container", container)));
        spec.path("containers").forEach(container -> blocks.add(ContainerDescription.of("container", container)));
        blocks.add(new Block.Fact("The service account is %s."
                .formatted(spec.path("serviceAccountName").asString("default"))));
        fact(
                "The volumes are %s.",
                spec.path("volumes")
                        .valueStream()
                        .filter(volume -> !volume.path("name").asString("").startsWith("kube-api-access-"))
                        .map(PodSpecDescription::volume)
                        .toList(),
                blocks);
        fact(
                "It only runs on nodes with %s.",
                spec.path("nodeSelector")
                        .propertyStream()
                        .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                        .toList(),
                blocks);
        fact(
                "It tolerates %s.",
                spec.path("tolerations")
                        .valueStream()
                        .filter(toleration ->
                                !USUAL.contains(toleration.path("key").asString("")))
                        .map(PodSpecDescription::toleration)
                        .toList(),
                blocks);
        return blocks;
    }

    private static void fact(String sentence, List<String> parts, List<Block> blocks) {
        if (!parts.isEmpty()) {
            blocks.add(new Block.Fact(sentence.formatted(Words.list(parts))));
        }
    }

    /// `data (claim data-0)`: the kind is the one field beside the name.
    private static String volume(JsonNode volume) {
        String name = volume.path("name").asString("");
        return volume.propertyStream()
                .filter(field -> field.getValue().isObject())
                .findFirst()
                .map(field -> "%s (%s)".formatted(name, source(field)))
                .orElse(name);
    }

    private static String source(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        return switch (field.getKey()) {
            case "persistentVolumeClaim" -> "claim " + value.path("claimName").asString("");
            case "configMap" -> "configmap " + value.path("name").asString("");
            case "secret" -> "secret " + value.path("secretName").asString("");
            case "hostPath" -> "path " + value.path("path").asString("") + " of the node";
            case "emptyDir" -> "empty at the start";
            default -> field.getKey();
        };
    }

    /// `dedicated=db:NoSchedule`, or `everything`.
    private static String toleration(JsonNode toleration) {
        String key = toleration.path("key").asString("");
        String value = toleration.path("value").asString("");
        String effect = toleration.path("effect").asString("");
        return List.of(key.isEmpty() ? "everything" : value.isEmpty() ? key : key + "=" + value, effect).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(":"));
    }
}
