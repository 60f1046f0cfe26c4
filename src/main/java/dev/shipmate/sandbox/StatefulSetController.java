package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the numbered pods of stateful sets, and the revisions that they can go back to; one pod at a time.
final class StatefulSetController implements Controller {
    private static final String HASH = "controller-revision-hash";

    private final Store store;
    private final Pods pods;
    private final Recorder recorder;

    StatefulSetController(Store store, Pods pods, Recorder recorder) {
        this.store = store;
        this.pods = pods;
        this.recorder = recorder;
    }

    @Override
    public Instant reconcile(Instant now) {
        store.list(ResourceTypes.STATEFUL_SET, "").forEach(set -> reconcile(set, now));
        return NEVER;
    }

    private void reconcile(Resource set, Instant now) {
        Resource revision = revision(set, now);
        String hash = revision.labels().getOrDefault(HASH, "");
        int wanted = set.number("/spec/replicas", 1);
        boolean ready = true;
        for (int i = 0; i < wanted && ready; i++) {
            Optional<Resource> pod = pod(set, i);
            if (pod.isEmpty()) {
                create(set, i, revision, now);
            }
            ready = pod.filter(Pods::ready).isPresent();
        }
        List<Resource> owned = pods.of(set);
        Optional<Resource> surplus = owned.stream()
                .filter(pod -> ordinal(pod) >= wanted)
                .max(Comparator.comparingInt(StatefulSetController::ordinal));
        Optional<Resource> outdated = owned.stream()
                .filter(pod -> !hash.equals(pod.labels().get(HASH)))
                .max(Comparator.comparingInt(StatefulSetController::ordinal));
        boolean settled = owned.stream()
                .filter(pod -> hash.equals(pod.labels().get(HASH)))
                .allMatch(Pods::ready);
        if (surplus.isPresent()) {
            stop(set, surplus.get(), now);
        } else if (outdated.isPresent() && settled) {
            stop(set, outdated.get(), now);
        }
        updateStatus(set, revision, hash);
    }

    /// The pod with a number, also while it is stopping: its name is taken until it is gone.
    private Optional<Resource> pod(Resource set, int ordinal) {
        return store.find(ResourceTypes.POD, set.namespace(), set.name() + "-" + ordinal);
    }

    private void create(Resource set, int ordinal, Resource revision, Instant now) {
        String name = set.name() + "-" + ordinal;
        pods.create(
                set,
                name,
                Map.of(
                        HASH,
                        revision.labels().getOrDefault(HASH, ""),
                        "statefulset.kubernetes.io/pod-name",
                        name,
                        "apps.kubernetes.io/pod-index",
                        Integer.toString(ordinal)),
                now);
        tell(set, "SuccessfulCreate", "create Pod %s in StatefulSet %s successful".formatted(name, set.name()), now);
    }

    private void stop(Resource set, Resource pod, Instant now) {
        pods.stop(pod, now);
        tell(
                set,
                "SuccessfulDelete",
                "delete Pod %s in StatefulSet %s successful".formatted(pod.name(), set.name()),
                now);
    }

    private static int ordinal(Resource pod) {
        return Integer.parseInt(pod.name().substring(pod.name().lastIndexOf('-') + 1));
    }

    /// The revision for the set's template; it is made at the first sight of a template, and gets the highest
    /// number when an older template comes back.
    private Resource revision(Resource set, Instant now) {
        List<Resource> known = store.list(ResourceTypes.CONTROLLER_REVISION, set.namespace()).stream()
                .filter(revision ->
                        revision.controller().filter(set.uid()::equals).isPresent())
                .sorted(Comparator.comparingInt(revision -> revision.number("/revision", 0)))
                .toList();
        JsonNode template = set.at("/spec/template");
        Optional<Resource> same = known.stream()
                .filter(revision ->
                        withoutMarker(revision.at("/data/spec/template")).equals(template))
                .findFirst();
        int last = known.isEmpty() ? 0 : known.getLast().number("/revision", 0);
        if (same.isPresent() && same.get().number("/revision", 0) == last) {
            return same.get();
        }
        ObjectNode json = same.map(Resource::copy).orElseGet(() -> fresh(set, template, now));
        return store.put(ResourceTypes.CONTROLLER_REVISION, json.put("revision", last + 1));
    }

    private ObjectNode fresh(Resource set, JsonNode template, Instant now) {
        String hash = Names.hash(set.uid() + template);
        ObjectNode json = ApiRequest.JSON.createObjectNode();
        ObjectNode metadata = json.putObject("metadata");
        metadata.put("name", set.name() + "-" + hash)
                .put("namespace", set.namespace())
                .put("uid", pods.names().uid())
                .put("creationTimestamp", Resource.time(now));
        ObjectNode labels = metadata.putObject("labels");
        Resource.strings(set.at("/spec/selector/matchLabels")).forEach(labels::put);
        labels.put(HASH, hash);
        metadata.putArray("ownerReferences").add(set.ownerReference());
        json.withObject("/data/spec").set("template", template.deepCopy());
        json.withObject("/data/spec/template").put("$patch", "replace");
        Defaults.fill(json, ResourceTypes.CONTROLLER_REVISION);
        return json;
    }

    /// Revisions are stored as patches that replace the template.
    private static JsonNode withoutMarker(JsonNode template) {
        ObjectNode plain = (ObjectNode) template.deepCopy();
        plain.remove("$patch");
        return plain;
    }

    private void updateStatus(Resource set, Resource revision, String hash) {
        List<Resource> owned = pods.of(set);
        int ready = (int) owned.stream().filter(Pods::ready).count();
        int updated = (int) owned.stream()
                .filter(pod -> hash.equals(pod.labels().get(HASH)))
                .count();
        Resource latest = store.find(set.key()).orElseThrow();
        ObjectNode status = latest.status();
        boolean complete = updated == set.number("/spec/replicas", 1) && ready == updated && owned.size() == updated;
        String current = status.path("currentRevision").asString("");
        status.put("observedGeneration", latest.generation())
                .put("replicas", owned.size())
                .put("readyReplicas", ready)
                .put("availableReplicas", ready)
                .put("currentReplicas", complete ? updated : owned.size() - updated)
                .put("updatedReplicas", updated)
                .put("currentRevision", complete || current.isEmpty() ? revision.name() : current)
                .put("updateRevision", revision.name())
                .put("collisionCount", 0);
        store.putStatus(latest, status);
    }

    private void tell(Resource set, String reason, String message, Instant now) {
        recorder.record(set, Recorder.Happening.normal("statefulset-controller", reason, message, now), now);
    }
}
