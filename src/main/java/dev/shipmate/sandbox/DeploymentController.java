package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rolls deployments out: a replica set for each template, pods moved from the old ones to the newest as fast as
/// the strategy allows.
final class DeploymentController implements Controller {
    private static final String HASH = "pod-template-hash";
    static final String REVISION = "deployment.kubernetes.io/revision";

    private final Store store;
    private final Pods pods;
    private final Recorder recorder;

    DeploymentController(Store store, Pods pods, Recorder recorder) {
        this.store = store;
        this.pods = pods;
        this.recorder = recorder;
    }

    @Override
    public Instant reconcile(Instant now) {
        Instant next = NEVER;
        for (Resource deployment : store.list(ResourceTypes.DEPLOYMENT, "")) {
            Instant wanted = reconcile(deployment, now);
            next = wanted.isBefore(next) ? wanted : next;
        }
        return next;
    }

    private Instant reconcile(Resource deployment, Instant now) {
        List<Resource> sets = sets(deployment);
        Optional<Resource> newest =
                sets.stream().filter(set -> sameTemplate(set, deployment)).findFirst();
        boolean paused = deployment.at("/spec/paused").asBoolean(false);
        if (newest.isEmpty() && !paused) {
            newest = Optional.of(create(deployment, revision(sets) + 1, now));
        } else if (newest.isPresent() && revision(newest.get()) < revision(sets)) {
            newest = Optional.of(renumber(newest.get(), revision(sets) + 1));
        }
        if (newest.isPresent()) {
            Resource set = newest.get();
            annotate(deployment, revision(set));
            List<Resource> old = sets.stream()
                    .filter(other -> !other.uid().equals(set.uid()))
                    .sorted(Comparator.comparingInt(DeploymentController::revision))
                    .toList();
            if (deployment.text("/spec/strategy/type").equals("Recreate")) {
                recreate(deployment, set, old, now);
            } else {
                roll(deployment, set, old, now);
            }
        }
        return new DeploymentStatus(store, pods).update(deployment.key(), newest.map(Resource::key), now);
    }

    private List<Resource> sets(Resource deployment) {
        return store.list(ResourceTypes.REPLICA_SET, deployment.namespace()).stream()
                .filter(set -> set.controller().filter(deployment.uid()::equals).isPresent())
                .toList();
    }

    /// Whether a replica set runs a deployment's template: all but the label that tells replica sets apart.
    private static boolean sameTemplate(Resource set, Resource deployment) {
        Map<String, String> labels = Resource.strings(set.at("/spec/template/metadata/labels"));
        labels.remove(HASH);
        return set.at("/spec/template/spec").equals(deployment.at("/spec/template/spec"))
                && set.at("/spec/template/metadata/annotations")
                        .equals(deployment.at("/spec/template/metadata/annotations"))
                && labels.equals(Resource.strings(deployment.at("/spec/template/metadata/labels")));
    }

    private static int revision(Resource set) {
        return Integer.parseInt(set.at("/metadata/annotations").path(REVISION).asString("0"));
    }

    private static int revision(List<Resource> sets) {
        return sets.stream().mapToInt(DeploymentController::revision).max().orElse(0);
    }

    private Resource create(Resource deployment, int revision, Instant now) {
        String hash = Names.hash(deployment.uid() + deployment.at("/spec/template"));
        ObjectNode set = ApiRequest.JSON.createObjectNode();
        ObjectNode metadata = set.putObject("metadata");
        metadata.put("name", deployment.name() + "-" + hash)
                .put("namespace", deployment.namespace())
                .put("uid", pods.names().uid())
                .put("creationTimestamp", Resource.time(now))
                .put("generation", 1);
        ObjectNode labels = metadata.putObject("labels");
        Resource.strings(deployment.at("/spec/template/metadata/labels")).forEach(labels::put);
        labels.put(HASH, hash);
        metadata.putObject("annotations")
                .put("deployment.kubernetes.io/desired-replicas", deployment.text("/spec/replicas"))
                .put(REVISION, Integer.toString(revision));
        Optional.of(deployment.at("/metadata/annotations").path("kubernetes.io/change-cause"))
                .filter(JsonNode::isString)
                .ifPresent(cause -> metadata.withObject("/annotations").set("kubernetes.io/change-cause", cause));
        metadata.putArray("ownerReferences").add(deployment.ownerReference());
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        spec.set("selector", deployment.at("/spec/selector").deepCopy());
        spec.withObject("/selector/matchLabels").put(HASH, hash);
        spec.set("template", deployment.at("/spec/template").deepCopy());
        spec.withObject("/template/metadata/labels").put(HASH, hash);
        Defaults.fill(set, ResourceTypes.REPLICA_SET);
        return store.put(ResourceTypes.REPLICA_SET, set);
    }

    /// A template that comes back takes its old replica set, under a new number.
    private Resource renumber(Resource set, int revision) {
        ObjectNode json = set.copy();
        json.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision));
        return store.put(ResourceTypes.REPLICA_SET, json);
    }

    private void annotate(Resource deployment, int revision) {
        String number = Integer.toString(revision);
        if (!deployment.at("/metadata/annotations").path(REVISION).asString("").equals(number)) {
            ObjectNode json = deployment.copy();
            json.withObject("/metadata/annotations").put(REVISION, number);
            store.put(ResourceTypes.DEPLOYMENT, json);
        }
    }

    private void recreate(Resource deployment, Resource newest, List<Resource> old, Instant now) {
        old.forEach(set -> scale(deployment, set, 0, now));
        boolean gone = old.stream().allMatch(set -> everyPod(set).isEmpty());
        if (gone) {
            scale(deployment, newest, deployment.number("/spec/replicas", 1), now);
        }
    }

    /// Pods of a set, those that are stopping included.
    private List<Resource> everyPod(Resource set) {
        return store.list(ResourceTypes.POD, set.namespace()).stream()
                .filter(pod -> pod.controller().filter(set.uid()::equals).isPresent())
                .toList();
    }

    private void roll(Resource deployment, Resource newest, List<Resource> old, Instant now) {
        int desired = deployment.number("/spec/replicas", 1);
        int surge = share(deployment.text("/spec/strategy/rollingUpdate/maxSurge"), desired, true);
        int unavailable = share(deployment.text("/spec/strategy/rollingUpdate/maxUnavailable"), desired, false);
        int missing = surge == 0 && unavailable == 0 ? 1 : unavailable;
        int oldWanted =
                old.stream().mapToInt(set -> set.number("/spec/replicas", 0)).sum();
        int current = newest.number("/spec/replicas", 0);
        int grown = Math.min(desired, Math.max(current, desired + surge - oldWanted));
        scale(deployment, newest, current > desired ? desired : grown, now);
        if (oldWanted == 0) {
            return;
        }
        int ready = readyPods(newest);
        int spare = oldWanted + grown - (desired - missing) - (grown - ready);
        for (Resource set : old) {
            int wanted = set.number("/spec/replicas", 0);
            int fewer = Math.min(wanted, Math.max(0, spare));
            scale(deployment, set, wanted - fewer, now);
            spare -= fewer;
        }
    }

    private int readyPods(Resource set) {
        return (int) pods.of(set).stream().filter(Pods::ready).count();
    }

    private void scale(Resource deployment, Resource set, int replicas, Instant now) {
        int before = set.number("/spec/replicas", 0);
        if (before == replicas) {
            return;
        }
        ObjectNode json = set.copy();
        json.withObject("/spec").put("replicas", replicas);
        json.withObject("/metadata").put("generation", set.generation() + 1);
        store.put(ResourceTypes.REPLICA_SET, json);
        String message = "Scaled %s replica set %s from %d to %d"
                .formatted(replicas > before ? "up" : "down", set.name(), before, replicas);
        recorder.record(
                deployment, Recorder.Happening.normal("deployment-controller", "ScalingReplicaSet", message, now), now);
    }

    /// A number or a percentage of the replicas; surge is rounded up, unavailable down.
    private static int share(String text, int replicas, boolean up) {
        if (!text.endsWith("%")) {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        }
        double part = Integer.parseInt(text.substring(0, text.length() - 1)) * replicas / 100.0;
        return (int) (up ? Math.ceil(part) : Math.floor(part));
    }
}
