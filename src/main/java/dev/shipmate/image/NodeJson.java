package dev.shipmate.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON that crictl, minikube and containerd describe images with.
final class NodeJson {
    private NodeJson() {}

    static <T> Outcome<T> read(String program, String text, Function<JsonNode, T> reader) {
        try {
            return new Outcome.Got<>(reader.apply(new JsonMapper().readTree(text)));
        } catch (JacksonException e) {
            return new Outcome.Failed<>(new Problem(
                    "%s printed what is no JSON: %s".formatted(program, e.getOriginalMessage()),
                    "See that its version is a current one."));
        }
    }

    /// The images in a list of `id`, `repoTags`, `repoDigests` and `size`, which crictl and minikube share.
    static List<StoredImage> images(JsonNode list) {
        return list.valueStream()
                .map(node -> new StoredImage(
                        "sha256:" + StoredImage.bare(node.path("id").asString("")),
                        texts(node.path("repoTags"))
                                .filter(tag -> !tag.contains("<none>"))
                                .map(tag -> ImageReference.of(tag).full())
                                .toList(),
                        texts(node.path("repoDigests"))
                                .map(digest -> digest.substring(digest.indexOf('@') + 1))
                                .toList(),
                        node.path("size").asLong(0),
                        Map.of()))
                .toList();
    }

    static Map<String, String> labels(JsonNode configuration) {
        var labels = new LinkedHashMap<String, String>();
        configuration
                .path("Labels")
                .properties()
                .forEach(one -> labels.put(one.getKey(), one.getValue().asString("")));
        return labels;
    }

    static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(one -> one.asString(""));
    }
}
