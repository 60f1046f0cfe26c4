package dev.shipmate.diagnosis;

import dev.shipmate.cluster.RevisionView;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The command that a container had in an earlier revision, for one that cannot be run.
final class EarlierCommand {
    private static final List<String> FIELDS = List.of("command", "args");

    private EarlierCommand() {}

    static Optional<Remedy> remedy(Suspect suspect, List<RevisionView> revisions) {
        return suspect.pod().containers().stream()
                .filter(container -> !container.ready())
                .map(container -> suspect.container(container.name()))
                .filter(JsonNode::isObject)
                .flatMap(container -> revisions.stream()
                        .filter(revision -> !revision.current())
                        .flatMap(revision -> same(revision.template(), container).stream())
                        .filter(earlier -> FIELDS.stream()
                                .anyMatch(field -> !earlier.path(field).equals(container.path(field))))
                        .limit(1)
                        .flatMap(earlier -> patched(suspect, container, earlier).stream()))
                .findFirst();
    }

    private static Optional<JsonNode> same(JsonNode template, JsonNode container) {
        return List.of("initContainers", "containers").stream()
                .flatMap(list -> template.path("spec").path(list).valueStream())
                .filter(it -> it.path("name").equals(container.path("name"))
                        && it.path("image").equals(container.path("image")))
                .findFirst();
    }

    private static Optional<Remedy> patched(Suspect suspect, JsonNode container, JsonNode earlier) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String field : FIELDS) {
            if (earlier.has(field)) {
                fields.set(field, earlier.path(field));
            } else if (container.has(field)) {
                fields.putNull(field);
            }
        }
        return PatchTemplate.container(
                suspect,
                "Let %s run the command of its earlier revision".formatted(suspect.object()),
                container.path("name").asString(""),
                fields);
    }
}
