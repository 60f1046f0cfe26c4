package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.spelling.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Pods of one workload that run different builds under the same tag.
final class StaleImages implements SceneRule {
    @Override
    public List<Lead> examine(Scene scene) {
        // An image for several CPUs has an ID for each.
        boolean alike = scene.objects()
                        .of(KnownKinds.NODES)
                        .map(node -> node.at("/status/nodeInfo/architecture").asString(""))
                        .distinct()
                        .count()
                <= 1;
        return alike
                ? scene.sound().stream()
                        .filter(pods -> scene.workload(pods.namespace(), pods.object())
                                .filter(workload -> workload.view().rollout() instanceof RolloutState.Done)
                                .isPresent())
                        .flatMap(pods -> finding(pods, scene.at()).stream())
                        .map(Lead::of)
                        .toList()
                : List.of();
    }

    private static Optional<Finding> finding(HealthyPods pods, Instant now) {
        return pods.images().entrySet().stream()
                .filter(entry -> !entry.getKey().image().contains("@") && areBuilds(entry.getValue()))
                .min(Comparator.comparing(entry -> entry.getKey().container()))
                .map(entry -> finding(pods, entry, now));
    }

    /// Whether they are IDs of different images, and not two ways of writing one.
    private static boolean areBuilds(Set<String> ids) {
        boolean sameForm = ids.stream().map(id -> id.contains("@")).distinct().count() == 1;
        return sameForm
                && ids.stream()
                                .map(id -> id.substring(id.indexOf('@') + 1))
                                .distinct()
                                .count()
                        > 1;
    }

    private static Finding finding(HealthyPods pods, Map.Entry<HealthyPods.Image, Set<String>> builds, Instant now) {
        Finding finding = Finding.of(
                        "image-stale",
                        pods.object(),
                        pods.namespace(),
                        "its pods run different builds of image %s: the tag was used again, and a node kept the old image."
                                .formatted(builds.getKey().image()),
                        List.of("image IDs of container %s: %s"
                                .formatted(
                                        builds.getKey().container(),
                                        Words.list(builds.getValue().stream()
                                                .sorted()
                                                .limit(5)
                                                .toList()))),
                        "Give every build a tag of its own, and set it as the image.")
                .as(Severity.WARNING)
                .as(Confidence.LIKELY);
        JsonNode container = pods.oldest().container(builds.getKey().container());
        boolean pulls = container.path("imagePullPolicy").asString("").equals("Always");
        return PatchTemplate.workload(pods.oldest().pod())
                .filter(_ -> pulls)
                .map(workload -> finding.withRemedy(new Remedy.PatchObject(
                        "Restart %s, so that every pod pulls the image".formatted(workload.display()),
                        PatchTemplate.object(workload),
                        StaleSettings.restart(now))))
                .orElse(finding);
    }
}
