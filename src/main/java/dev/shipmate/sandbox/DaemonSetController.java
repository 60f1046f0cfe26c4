package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Keeps one pod of each daemon set for each node, made anew when the template changes.
final class DaemonSetController implements Controller {
    private static final String HASH = "controller-revision-hash";

    private final Store store;
    private final Pods pods;

    DaemonSetController(Store store, Pods pods) {
        this.store = store;
        this.pods = pods;
    }

    @Override
    public Instant reconcile(Instant now) {
        store.list(ResourceTypes.DAEMON_SET, "").forEach(set -> reconcile(set, now));
        return NEVER;
    }

    private void reconcile(Resource set, Instant now) {
        int nodes = store.list(ResourceTypes.NODE, "").size();
        String hash = Names.hash(set.uid() + set.at("/spec/template"));
        List<Resource> owned = pods.of(set);
        owned.stream()
                .filter(pod -> !hash.equals(pod.labels().get(HASH)))
                .findFirst()
                .ifPresent(outdated -> pods.stop(outdated, now));
        for (int i = owned.size(); i < nodes; i++) {
            pods.create(set, set.name() + "-" + pods.names().suffix(), Map.of(HASH, hash), now);
        }
        updateStatus(set, nodes, hash);
    }

    private void updateStatus(Resource set, int nodes, String hash) {
        List<Resource> owned = pods.of(set);
        int ready = (int) owned.stream().filter(Pods::ready).count();
        ObjectNode status = ApiRequest.JSON.createObjectNode();
        status.put("observedGeneration", set.generation())
                .put("desiredNumberScheduled", nodes)
                .put("currentNumberScheduled", owned.size())
                .put("numberMisscheduled", 0)
                .put("updatedNumberScheduled", (int) owned.stream()
                        .filter(pod -> hash.equals(pod.labels().get(HASH)))
                        .count())
                .put("numberReady", ready)
                .put("numberAvailable", ready);
        store.putStatus(set, status);
    }
}
