package dev.shipmate.pipeline;

import dev.shipmate.helm.Manifest;
import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ObjectChange;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.MissingNode;

/// What a change of a release takes away that holds data.
final class Losses {
    private Losses() {}

    /// @param before the objects of the release as it is; Helm leaves those that ask to be kept
    static List<String> of(ManifestDiff diff, Manifest before) {
        return diff.changes().stream()
                .filter(ObjectChange.Removed.class::isInstance)
                .map(ObjectChange::object)
                .filter(object -> !isKept(object, before))
                .flatMap(Losses::told)
                .toList();
    }

    private static Stream<String> told(String object) {
        if (object.startsWith("persistentvolumeclaim/")) {
            return Stream.of("Loss: %s would be removed, with the data in it.".formatted(object));
        }
        return object.startsWith("statefulset/")
                ? Stream.of(
                        "Loss: %s would be removed, and its data as far as its claims go with it.".formatted(object))
                : Stream.empty();
    }

    private static boolean isKept(String object, Manifest before) {
        return before.objects()
                .getOrDefault(object, MissingNode.getInstance())
                .path("metadata")
                .path("annotations")
                .path("helm.sh/resource-policy")
                .asString("")
                .equals("keep");
    }
}
