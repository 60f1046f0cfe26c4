package dev.shipmate.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Makes a [PodView] from a pod's JSON.
final class PodReader {
    private PodReader() {}

    static PodView read(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        JsonNode spec = pod.path("spec");
        JsonNode status = pod.path("status");
        List<ContainerView> containers = containers(spec, status);
        var summary = PodSummary.of(pod, containers);
        return new PodView(
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                summary.ready(),
                (int) containers.stream()
                        .filter(container -> container.role() != ContainerView.Role.INIT)
                        .count(),
                summary.status(),
                status.path("phase").asString(""),
                summary.restarts(),
                lastRestart(containers),
                Times.of(metadata.path("creationTimestamp")),
                metadata.has("deletionTimestamp"),
                owner(metadata),
                spec.path("nodeName").asString(""),
                status.path("podIP").asString(""),
                status.path("reason").asString(""),
                status.path("message").asString(""),
                metadata.path("annotations")
                        .path("kubectl.kubernetes.io/default-container")
                        .asString(""),
                texts(metadata.path("labels")),
                containers,
                Condition.listOf(pod),
                secrets(spec),
                PodResources.read(pod));
    }

    /// The workload behind a pod. A ReplicaSet made by a Deployment is named after it and the template's hash, so no
    /// further request is needed.
    static String owner(JsonNode metadata) {
        return metadata.path("ownerReferences")
                .valueStream()
                .filter(reference -> reference.path("controller").asBoolean(false))
                .findFirst()
                .map(reference -> {
                    String kind = reference.path("kind").asString("").toLowerCase(Locale.ROOT);
                    String name = reference.path("name").asString("");
                    String hash =
                            metadata.path("labels").path("pod-template-hash").asString("");
                    return kind.equals("replicaset") && !hash.isEmpty() && name.endsWith("-" + hash)
                            ? "deployment/" + name.substring(0, name.length() - hash.length() - 1)
                            : kind + "/" + name;
                })
                .orElse("");
    }

    /// The name of the object that controls this one, or empty.
    static String ownerName(JsonNode metadata) {
        return metadata.path("ownerReferences")
                .valueStream()
                .filter(reference -> reference.path("controller").asBoolean(false))
                .findFirst()
                .map(reference -> reference.path("name").asString(""))
                .orElse("");
    }

    static Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }

    private static List<ContainerView> containers(JsonNode spec, JsonNode status) {
        Map<String, JsonNode> inits = byName(status.path("initContainerStatuses"));
        Map<String, JsonNode> apps = byName(status.path("containerStatuses"));
        var containers = new ArrayList<ContainerView>();
        for (JsonNode container : spec.path("initContainers")) {
            boolean sidecar = container.path("restartPolicy").asString("").equals("Always");
            containers.add(container(container, inits, sidecar ? ContainerView.Role.SIDECAR : ContainerView.Role.INIT));
        }
        for (JsonNode container : spec.path("containers")) {
            containers.add(container(container, apps, ContainerView.Role.APP));
        }
        return containers;
    }

    /// Those in environments and volumes; one to pull images with is not for the containers.
    private static List<String> secrets(JsonNode spec) {
        var names = new TreeSet<String>();
        for (String role : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(role)) {
                container
                        .path("env")
                        .forEach(variable -> names.add(variable.path("valueFrom")
                                .path("secretKeyRef")
                                .path("name")
                                .asString("")));
                container
                        .path("envFrom")
                        .forEach(source ->
                                names.add(source.path("secretRef").path("name").asString("")));
            }
        }
        for (JsonNode volume : spec.path("volumes")) {
            names.add(volume.path("secret").path("secretName").asString(""));
            volume.path("projected")
                    .path("sources")
                    .forEach(source ->
                            names.add(source.path("secret").path("name").asString("")));
        }
        names.remove("");
        return List.copyOf(names);
    }

    private static Map<String, JsonNode> byName(JsonNode statuses) {
        var byName = new HashMap<String, JsonNode>();
        statuses.forEach(status -> byName.put(status.path("name").asString(""), status));
        return byName;
    }

    private static ContainerView container(
            JsonNode container, Map<String, JsonNode> statuses, ContainerView.Role role) {
        String name = container.path("name").asString("");
        JsonNode status = statuses.getOrDefault(name, Connection.MAPPER.missingNode());
        return new ContainerView(
                name,
                container.path("image").asString(""),
                status.path("imageID").asString(""),
                role,
                status.path("ready").asBoolean(false),
                status.path("started").asBoolean(false),
                status.path("restartCount").asInt(0),
                state(status.path("state")),
                state(status.path("lastState")));
    }

    private static ContainerState state(JsonNode state) {
        JsonNode waiting = state.path("waiting");
        if (waiting.isObject()) {
            return new ContainerState.Waiting(
                    waiting.path("reason").asString(""), waiting.path("message").asString(""));
        }
        JsonNode terminated = state.path("terminated");
        if (terminated.isObject()) {
            return new ContainerState.Terminated(
                    terminated.path("reason").asString(""),
                    terminated.path("exitCode").asInt(0),
                    terminated.path("signal").asInt(0),
                    terminated.path("message").asString(""),
                    Times.of(terminated.path("startedAt")),
                    Times.of(terminated.path("finishedAt")));
        }
        JsonNode running = state.path("running");
        return running.isObject()
                ? new ContainerState.Running(Times.of(running.path("startedAt")))
                : new ContainerState.Unknown();
    }

    private static Instant lastRestart(List<ContainerView> containers) {
        return containers.stream()
                .filter(container -> container.restarts() > 0)
                .map(container ->
                        container.last() instanceof ContainerState.Terminated last ? last.finished() : Instant.EPOCH)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
