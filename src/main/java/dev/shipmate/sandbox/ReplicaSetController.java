package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Keeps as many pods as each replica set wants.
final class ReplicaSetController implements Controller {
    private final Store store;
    private final Pods pods;
    private final Recorder recorder;

    ReplicaSetController(Store store, Pods pods, Recorder recorder) {
        this.store = store;
        this.pods = pods;
        this.recorder = recorder;
    }

    @Override
    public Instant reconcile(Instant now) {
        store.list(ResourceTypes.REPLICA_SET, "").forEach(set -> reconcile(set, now));
        return NEVER;
    }

    private void reconcile(Resource set, Instant now) {
        List<Resource> there =
                pods.of(set).stream().filter(pod -> !Pods.finished(pod)).toList();
        int wanted = set.number("/spec/replicas", 1);
        for (int i = there.size(); i < wanted; i++) {
            Resource pod = pods.create(set, set.name() + "-" + pods.names().suffix(), Map.of(), now);
            tell(set, "SuccessfulCreate", "Created pod: " + pod.name(), now);
        }
        there.stream()
                .sorted(Pods.firstToGo())
                .limit(Math.max(0, there.size() - wanted))
                .forEach(pod -> {
                    pods.stop(pod, now);
                    tell(set, "SuccessfulDelete", "Deleted pod: " + pod.name(), now);
                });
        updateStatus(set);
    }

    private void updateStatus(Resource set) {
        List<Resource> owned = pods.of(set);
        int ready = (int) owned.stream().filter(Pods::ready).count();
        ObjectNode status = ApiRequest.JSON.createObjectNode().put("replicas", owned.size());
        if (!owned.isEmpty()) {
            status.put("fullyLabeledReplicas", owned.size());
        }
        if (ready > 0) {
            status.put("readyReplicas", ready).put("availableReplicas", ready);
        }
        status.put("observedGeneration", set.generation());
        store.putStatus(set, status);
    }

    private void tell(Resource set, String reason, String message, Instant now) {
        recorder.record(set, Recorder.Happening.normal("replicaset-controller", reason, message, now), now);
    }
}
