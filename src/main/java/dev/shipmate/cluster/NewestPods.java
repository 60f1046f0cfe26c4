package dev.shipmate.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Finds the pods that were made from a workload's newest template, apart from those of older ones.
final class NewestPods {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final String REVISION_HASH = "controller-revision-hash";

    private final Cluster cluster;
    private long generation = -1;
    private String label = "";

    NewestPods(Cluster cluster) {
        this.cluster = cluster;
    }

    /// None while the workload's controller has not seen its newest template, or when the user may not look.
    List<PodView> of(JsonNode object, WorkloadView workload) {
        if (workload.observedGeneration() < workload.generation()) {
            return List.of();
        }
        try {
            if (generation != workload.generation() || label.isEmpty()) {
                label = label(object, workload);
                generation = workload.generation();
            }
            return label.isEmpty() ? List.of() : pods(workload);
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN -> List.of();
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
    }

    private List<PodView> pods(WorkloadView workload) {
        var pods = new ArrayList<PodView>();
        String selector = workload.selector().isEmpty() ? label : workload.selector() + "," + label;
        cluster.forEachPod(workload.id().namespace(), selector, pod -> {
            if (!pod.terminating()) {
                pods.add(pod);
            }
        });
        return pods;
    }

    /// The label that only the newest pods have, or nothing when it cannot be told.
    private String label(JsonNode object, WorkloadView workload) {
        return switch (workload.id().kind()) {
            case "deployment" -> {
                String newest = annotation(object, REVISION);
                yield owned(KnownKinds.REPLICA_SETS, object, workload)
                        .filter(set -> annotation(set, REVISION).equals(newest))
                        .findFirst()
                        .flatMap(set -> term(set, TEMPLATE_HASH))
                        .orElse("");
            }
            case "statefulset" -> {
                // Pods carry the revision's whole name; to some small servers the hash is enough.
                String revision = object.path("status").path("updateRevision").asString("");
                String hash = revision.substring(revision.lastIndexOf('-') + 1);
                yield revision.isEmpty() ? "" : "%s in (%s,%s)".formatted(REVISION_HASH, revision, hash);
            }
            case "daemonset" ->
                owned(KnownKinds.CONTROLLER_REVISIONS, object, workload)
                        .max(Comparator.comparingLong(
                                revision -> revision.path("revision").asLong(0)))
                        .flatMap(revision -> term(revision, REVISION_HASH))
                        .orElse("");
            default -> "";
        };
    }

    private Stream<JsonNode> owned(ResourceKind kind, JsonNode object, WorkloadView workload) {
        String uid = object.path("metadata").path("uid").asString("");
        var found = new ArrayList<JsonNode>();
        cluster.forEachObject(kind, workload.id().namespace(), workload.selector(), candidate -> {
            if (candidate
                    .path("metadata")
                    .path("ownerReferences")
                    .valueStream()
                    .anyMatch(owner -> owner.path("uid").asString("").equals(uid))) {
                found.add(candidate);
            }
        });
        return found.stream();
    }

    private static Optional<String> term(JsonNode object, String label) {
        String value = object.path("metadata").path("labels").path(label).asString("");
        return value.isEmpty() ? Optional.empty() : Optional.of(label + "=" + value);
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asString("");
    }
}
