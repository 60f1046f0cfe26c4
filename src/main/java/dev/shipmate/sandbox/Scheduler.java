package dev.shipmate.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives each pod a node that has room for what it requests, or says why none has.
final class Scheduler implements Controller {
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final Store store;
    private final Recorder recorder;

    Scheduler(Store store, Recorder recorder) {
        this.store = store;
        this.recorder = recorder;
    }

    @Override
    public Instant reconcile(Instant now) {
        Instant next = NEVER;
        for (Resource pod : store.list(ResourceTypes.POD, "")) {
            boolean waiting =
                    pod.text("/spec/nodeName").isEmpty() && pod.deleted().isEmpty() && !Pods.finished(pod);
            if (waiting && !schedule(pod, now)) {
                Instant again = refuse(pod, now);
                next = again.isBefore(next) ? again : next;
            }
        }
        return next;
    }

    private boolean schedule(Resource pod, Instant now) {
        Optional<Resource> node = store.list(ResourceTypes.NODE, "").stream()
                .filter(candidate -> !candidate.at("/spec/unschedulable").asBoolean(false))
                .filter(candidate -> lacking(pod, candidate).isEmpty())
                .findFirst();
        node.ifPresent(chosen -> bind(pod, chosen, now));
        return node.isPresent();
    }

    private void bind(Resource pod, Resource node, Instant now) {
        ObjectNode json = pod.copy();
        json.withObject("/spec").put("nodeName", node.name());
        new Conditions(json.withObject("/status"), now).set("PodScheduled", true, "", "", false);
        store.put(ResourceTypes.POD, json);
        String message = "Successfully assigned %s/%s to %s".formatted(pod.namespace(), pod.name(), node.name());
        recorder.record(pod, Recorder.Happening.normal("default-scheduler", "Scheduled", message, now), now);
    }

    /// Says why no node has room, and tells when the next attempt is due.
    private Instant refuse(Resource pod, Instant now) {
        String message = reason(pod);
        ObjectNode status = pod.status();
        status.put("phase", "Pending").put("qosClass", "Burstable");
        new Conditions(status, now).set("PodScheduled", false, "Unschedulable", message, false);
        store.putStatus(pod, status);
        long attempts = Duration.between(pod.created(), now).dividedBy(RETRY);
        Instant last = pod.created().plus(RETRY.multipliedBy(attempts));
        recorder.record(
                pod,
                new Recorder.Happening(
                        "default-scheduler",
                        "Warning",
                        "FailedScheduling",
                        message,
                        pod.created(),
                        last,
                        (int) attempts + 1),
                now);
        return last.plus(RETRY);
    }

    private String reason(Resource pod) {
        List<Resource> nodes = store.list(ResourceTypes.NODE, "");
        if (nodes.isEmpty()) {
            return "no nodes available to schedule pods";
        }
        Resource node = nodes.getFirst();
        String why = node.at("/spec/unschedulable").asBoolean(false)
                ? "%d node(s) were unschedulable".formatted(nodes.size())
                : "%d Insufficient %s"
                        .formatted(nodes.size(), lacking(pod, node).orElse("memory"));
        return ("0/%1$d nodes are available: %2$s. no new claims to deallocate, preemption: 0/%1$d nodes are available: "
                        + "%1$d No preemption victims found for incoming pod.")
                .formatted(nodes.size(), why);
    }

    /// The first resource of which a node has too little left for a pod.
    private Optional<String> lacking(Resource pod, Resource node) {
        for (String resource : List.of("cpu", "memory")) {
            BigDecimal free = Quantity.parse(node.text("/status/allocatable/" + resource));
            for (Resource other : store.list(ResourceTypes.POD, "")) {
                if (other.text("/spec/nodeName").equals(node.name()) && !Pods.finished(other)) {
                    free = free.subtract(requested(other, resource));
                }
            }
            if (requested(pod, resource).compareTo(free) > 0) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    /// A limit without a request counts as the request.
    private static BigDecimal requested(Resource pod, String resource) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode container : pod.at("/spec/containers")) {
            String limit = container.at("/resources/limits/" + resource).asString("");
            sum = sum.add(Quantity.parse(
                    container.at("/resources/requests/" + resource).asString(limit)));
        }
        return sum;
    }
}
