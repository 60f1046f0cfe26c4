package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Programs that run with settings which were changed since: environment variables are given when a container starts.
/// Only when an object was changed is read, not what is in it.
final class StaleSettings implements SceneRule {
    private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";
    /// Between a change and the new pods that follow from it may lie so much.
    private static final Duration ROLLING = Duration.ofSeconds(30);
    /// Times of the API server have no fractions of seconds.
    private static final Duration CLOCK = Duration.ofSeconds(2);

    private final Cluster cluster;

    StaleSettings(Cluster cluster) {
        this.cluster = cluster;
    }

    /// A container's use of a Secret or a ConfigMap for variables.
    private record Use(HealthyPods pods, ContainerView container, ResourceKind kind, String name) {
        String key() {
            return "%s %s".formatted(pods.namespace(), display());
        }

        String display() {
            return kind.singular() + "/" + name;
        }

        Instant started() {
            return container.state() instanceof ContainerState.Running(Instant since) ? since : Instant.MAX;
        }
    }

    private record Change(Use use, Instant at) {}

    @Override
    public List<Lead> examine(Scene scene) {
        List<Use> uses = scene.sound().stream()
                .filter(pods -> isSettled(pods, scene) && !isRolledByChecksum(pods))
                .flatMap(pods -> uses(pods).stream())
                .toList();
        Map<String, Instant> changes = changes(uses);
        var stale = new HashMap<String, List<Change>>();
        uses.forEach(use -> Optional.ofNullable(changes.get(use.key()))
                .filter(at -> at.isAfter(use.started().plus(CLOCK))
                        && at.plus(ROLLING).isBefore(scene.at()))
                .ifPresent(at -> stale.computeIfAbsent(
                                use.pods().namespace() + " " + use.pods().object(), _ -> new ArrayList<>())
                        .add(new Change(use, at))));
        return stale.values().stream()
                .map(found -> Lead.of(finding(found, scene.at())))
                .toList();
    }

    private static boolean isSettled(HealthyPods pods, Scene scene) {
        return PatchTemplate.workload(pods.oldest().pod()).isPresent()
                && scene.workload(pods.namespace(), pods.object())
                        .filter(workload -> workload.view().rollout() instanceof RolloutState.Done)
                        .isPresent();
    }

    private static boolean isRolledByChecksum(HealthyPods pods) {
        return pods.oldest()
                .json()
                .path("metadata")
                .path("annotations")
                .propertyStream()
                .anyMatch(annotation -> {
                    String name = annotation.getKey();
                    return name.contains("checksum") || name.contains("hash") || name.contains("reloader");
                });
    }

    private static List<Use> uses(HealthyPods pods) {
        var uses = new ArrayList<Use>();
        for (ContainerView container : pods.oldest().pod().apps()) {
            JsonNode json = pods.oldest().container(container.name());
            for (JsonNode source : json.path("envFrom")) {
                add(uses, pods, container, source.path("secretRef"), source.path("configMapRef"));
            }
            for (JsonNode variable : json.path("env")) {
                JsonNode from = variable.path("valueFrom");
                add(uses, pods, container, from.path("secretKeyRef"), from.path("configMapKeyRef"));
            }
        }
        return uses.stream().distinct().toList();
    }

    private static void add(
            List<Use> uses, HealthyPods pods, ContainerView container, JsonNode secret, JsonNode configMap) {
        if (secret.has("name")) {
            uses.add(new Use(
                    pods, container, KnownKinds.SECRETS, secret.path("name").asString("")));
        }
        if (configMap.has("name")) {
            uses.add(new Use(
                    pods,
                    container,
                    KnownKinds.CONFIG_MAPS,
                    configMap.path("name").asString("")));
        }
    }

    /// When the contents of the used objects were changed; nothing of kinds that the user may not read.
    private Map<String, Instant> changes(List<Use> uses) {
        var changes = new HashMap<String, Instant>();
        List<String> keys = uses.stream().map(Use::key).distinct().toList();
        List<String> namespaces =
                uses.stream().map(use -> use.pods().namespace()).distinct().toList();
        String where = namespaces.size() == 1 ? namespaces.getFirst() : "";
        uses.stream()
                .map(Use::kind)
                .distinct()
                .forEach(kind -> Permitted.look(() -> cluster.forEachMetadata(kind, where, "", object -> {
                    String key = "%s %s/%s".formatted(Objects.namespace(object), kind.singular(), Objects.name(object));
                    if (keys.contains(key)) {
                        changes.put(key, changed(object.path("metadata")));
                    }
                })));
        return changes;
    }

    /// The newest change of its contents; labels and annotations do not count.
    private static Instant changed(JsonNode metadata) {
        return metadata.path("managedFields")
                .valueStream()
                .filter(entry -> entry.path("fieldsV1").has("f:data")
                        || entry.path("fieldsV1").has("f:binaryData"))
                .map(entry -> time(entry))
                .max(Instant::compareTo)
                .orElseGet(() -> WorkloadFacts.created(metadata));
    }

    private static Instant time(JsonNode entry) {
        try {
            return Instant.parse(entry.path("time").asString(""));
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    private static Finding finding(List<Change> changes, Instant now) {
        Suspect suspect = changes.getFirst().use().pods().oldest();
        List<String> objects = changes.stream()
                .map(change -> change.use().display())
                .distinct()
                .toList();
        Finding finding = Finding.of(
                        "config-not-rolled",
                        suspect.object(),
                        suspect.pod().namespace(),
                        "it runs with the settings from before the last change of %s: variables are read when a container starts."
                                .formatted(Words.list(objects)),
                        List.of("%s: Running, since before the change"
                                .formatted(suspect.pod().display())),
                        "Restart it; a checksum of the settings among the pods' annotations does so by itself.")
                .as(Severity.WARNING)
                .as(Confidence.LIKELY)
                .with(changes.stream()
                        .map(change -> Evidence.object("%s was changed %s ago, %s after container %s started"
                                        .formatted(
                                                change.use().display(),
                                                Elapsed.words(change.at(), now),
                                                Elapsed.words(change.use().started(), change.at()),
                                                change.use().container().name()))
                                .at(change.at()))
                        .distinct()
                        .toList());
        return PatchTemplate.workload(suspect.pod())
                .map(workload -> finding.withRemedy(new Remedy.PatchObject(
                        "Restart " + workload.display(), PatchTemplate.object(workload), restart(now))))
                .orElse(finding);
    }

    /// As kubectl does it.
    static String restart(Instant now) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec")
                .putObject("template")
                .putObject("metadata")
                .putObject("annotations")
                .put(RESTARTED, now.toString());
        return patch.toString();
    }
}
