package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a deployment's status: the counts, and whether it is available and makes progress.
final class DeploymentStatus {
    private final Store store;
    private final Pods pods;

    /// The counts of a deployment's pods.
    private record Counts(int desired, int all, int updated, int ready) {
        boolean complete() {
            return updated == desired && all == desired && ready == desired;
        }
    }

    DeploymentStatus(Store store, Pods pods) {
        this.store = store;
        this.pods = pods;
    }

    /// Brings the status up to date, and tells when the rollout runs out of time.
    Instant update(Store.Key key, Optional<Store.Key> newest, Instant now) {
        Resource deployment = store.find(key).orElseThrow();
        Counts counts = count(deployment, newest);
        ObjectNode status = deployment.status();
        status.put("observedGeneration", deployment.generation());
        number(status, "replicas", counts.all());
        number(status, "updatedReplicas", counts.updated());
        number(status, "readyReplicas", counts.ready());
        number(status, "availableReplicas", counts.ready());
        number(status, "unavailableReplicas", Math.max(0, counts.desired() - counts.ready()));
        var conditions = new Conditions(status, now);
        boolean available = counts.ready() >= minimum(deployment, counts.desired());
        conditions.set(
                "Available",
                available,
                available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                available ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
                true);
        Instant deadline = progress(deployment, newest, counts, conditions, now);
        store.putStatus(deployment, status);
        return deadline;
    }

    private Counts count(Resource deployment, Optional<Store.Key> newest) {
        int all = 0;
        int ready = 0;
        int updated = 0;
        for (Resource set : store.list(ResourceTypes.REPLICA_SET, deployment.namespace())) {
            if (set.controller().filter(deployment.uid()::equals).isPresent()) {
                List<Resource> owned = pods.of(set);
                all += owned.size();
                ready += (int) owned.stream().filter(Pods::ready).count();
                updated += newest.filter(set.key()::equals).isPresent() ? owned.size() : 0;
            }
        }
        return new Counts(deployment.number("/spec/replicas", 1), all, updated, ready);
    }

    private static int minimum(Resource deployment, int desired) {
        String allowed = deployment.text("/spec/strategy/rollingUpdate/maxUnavailable");
        int unavailable = allowed.endsWith("%")
                ? Integer.parseInt(allowed.substring(0, allowed.length() - 1)) * desired / 100
                : allowed.isEmpty() ? 0 : Integer.parseInt(allowed);
        return Math.max(0, desired - unavailable);
    }

    private static Instant progress(
            Resource deployment, Optional<Store.Key> newest, Counts counts, Conditions conditions, Instant now) {
        String set = newest.map(Store.Key::name).orElse("");
        if (counts.complete()) {
            conditions.set(
                    "Progressing",
                    true,
                    "NewReplicaSetAvailable",
                    "ReplicaSet \"%s\" has successfully progressed.".formatted(set),
                    true);
            return Controller.NEVER;
        }
        Optional<JsonNode> before = Conditions.find(deployment, "Progressing");
        String message = "ReplicaSet \"%s\" is progressing.".formatted(set);
        boolean under = before.filter(
                        condition -> condition.path("message").asString("").contains(set))
                .isPresent();
        String reason =
                before.map(condition -> condition.path("reason").asString("")).orElse("");
        boolean settled = under && reason.equals("NewReplicaSetAvailable");
        if (settled) {
            // A rollout that was complete stays so, also when a pod fails later.
            return Controller.NEVER;
        }
        Instant since = under
                ? before.map(condition ->
                                Instant.parse(condition.path("lastUpdateTime").asString()))
                        .orElse(now)
                : now;
        Instant deadline = since.plusSeconds(deployment.number("/spec/progressDeadlineSeconds", 600));
        boolean late = under && (reason.equals("ProgressDeadlineExceeded") || !now.isBefore(deadline));
        if (late) {
            conditions.set(
                    "Progressing",
                    false,
                    "ProgressDeadlineExceeded",
                    "ReplicaSet \"%s\" has timed out progressing.".formatted(set),
                    true);
            return Controller.NEVER;
        }
        conditions.set("Progressing", true, "ReplicaSetUpdated", message, true);
        return deadline;
    }

    /// Counts of zero are left out, as the real server does.
    private static void number(ObjectNode status, String field, int value) {
        if (value == 0) {
            status.remove(field);
        } else {
            status.put(field, value);
        }
    }
}
