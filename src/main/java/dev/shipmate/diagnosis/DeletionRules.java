package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.diagnosis.Departures.Departure;
import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Why what was deleted is still there: a finalizer that nobody takes away, or a node that does not end its pods.
final class DeletionRules implements SceneRule {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// A provider may take so long to take a load balancer down.
    private static final Duration PROVIDER = Duration.ofMinutes(5);

    private static final String CLAIM_IN_USE = "kubernetes.io/pvc-protection";
    private static final String VOLUME_IN_USE = "kubernetes.io/pv-protection";
    private static final String LOAD_BALANCER = "service.kubernetes.io/load-balancer-cleanup";
    private static final String DEPENDENTS = "foregroundDeletion";

    /// What the finalizers of Kubernetes itself wait for.
    private static final Map<String, String> KNOWN = Map.of(
            CLAIM_IN_USE,
            "a pod still uses it",
            VOLUME_IN_USE,
            "a claim is still bound to it",
            LOAD_BALANCER,
            "its load balancer has not been taken down",
            DEPENDENTS,
            "what belongs to it has to go first",
            "orphan",
            "what belongs to it has to be set free first",
            "batch.kubernetes.io/job-tracking",
            "the job's controller has not counted it");

    private final Cluster cluster;

    DeletionRules(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.departures().all().stream()
                .filter(departure -> !departure.kind().equals(KnownKinds.NAMESPACES))
                .filter(departure -> departure.due().plus(patience(departure)).isBefore(scene.at()))
                .map(departure -> departure.finalizers().isEmpty()
                        ? unfinished(departure, scene)
                        : Optional.of(held(departure, scene)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Duration patience(Departure departure) {
        return departure.finalizers().contains(LOAD_BALANCER) ? PROVIDER : PATIENCE;
    }

    private Lead held(Departure departure, Scene scene) {
        String finalizer = departure.finalizers().getFirst();
        String cause = "it was deleted %s ago and is still there: %s."
                .formatted(
                        Elapsed.words(departure.due(), scene.at()),
                        KNOWN.containsKey(finalizer)
                                ? "%s (finalizer %s)".formatted(KNOWN.get(finalizer), finalizer)
                                : "whoever set finalizer %s has not taken it away".formatted(finalizer));
        Finding finding = Finding.of(
                        "finalizer-stuck",
                        departure.display(),
                        departure.namespace(),
                        cause,
                        List.of(),
                        KNOWN.containsKey(finalizer)
                                ? "See to what it waits for; it goes by itself then."
                                : "Bring back the controller that owns the finalizer. Only if it is gone for good, take the"
                                        + " finalizer away: what it was to clean up then stays.")
                .with(evidence(departure));
        Lead lead = Lead.of(finding);
        return switch (finalizer) {
            case CLAIM_IN_USE -> lead.later(found -> found.with(withUsers(found.finding(), departure)));
            case VOLUME_IN_USE -> claimed(lead, departure, scene);
            default -> lead;
        };
    }

    private static List<Evidence> evidence(Departure departure) {
        var evidence = new ArrayList<Evidence>();
        evidence.add(Evidence.field("metadata.deletionTimestamp", "it was to be gone at " + departure.due())
                .at(departure.due()));
        if (!departure.finalizers().isEmpty()) {
            evidence.add(Evidence.field(
                    "metadata.finalizers",
                    "finalizers: "
                            + Words.list(
                                    departure.finalizers().stream().limit(5).toList())));
        }
        return evidence;
    }

    private Finding withUsers(Finding finding, Departure claim) {
        var users = new ArrayList<String>();
        Permitted.look(() -> cluster.forEachPodObject(claim.namespace(), "", (pod, json) -> {
            if (users.size() < 10 && uses(json, claim.name())) {
                users.add(pod.display());
            }
        }));
        return users.isEmpty()
                ? finding
                : finding.withEvidence(List.of("used by " + Words.list(users)))
                        .withNext("End %s, and it goes by itself.".formatted(Words.list(users)));
    }

    private static boolean uses(JsonNode pod, String claim) {
        return pod.path("spec")
                .path("volumes")
                .valueStream()
                .anyMatch(volume -> volume.path("persistentVolumeClaim")
                        .path("claimName")
                        .asString("")
                        .equals(claim));
    }

    private static Lead claimed(Lead lead, Departure volume, Scene scene) {
        return scene.objects()
                .of(KnownKinds.VOLUMES)
                .filter(object -> Objects.name(object).equals(volume.name()))
                .map(object -> object.path("spec").path("claimRef"))
                .filter(claim -> claim.has("name"))
                .findFirst()
                .map(claim -> {
                    String namespace = claim.path("namespace").asString("");
                    String name = claim.path("name").asString("");
                    return lead.with(lead.finding()
                                    .with(Evidence.field(
                                            "spec.claimRef",
                                            "bound to persistentvolumeclaim/%s in namespace %s"
                                                    .formatted(name, namespace))))
                            .because(List.of(Lead.object(namespace, "persistentvolumeclaim/" + name)))
                            .reaching(Set.of(namespace));
                })
                .orElse(lead);
    }

    /// Only a pod can be late without a finalizer: its node has to confirm that it ended.
    private static Optional<Lead> unfinished(Departure departure, Scene scene) {
        if (!departure.kind().equals(KnownKinds.PODS)) {
            return Optional.empty();
        }
        Optional<JsonNode> node = scene.objects()
                .of(KnownKinds.NODES)
                .filter(object -> Objects.name(object).equals(departure.node()))
                .findFirst();
        String state = node.map(DeletionRules::ready).orElse("not to be seen");
        Finding finding = Finding.of(
                        "pod-stuck-terminating",
                        departure.display(),
                        departure.namespace(),
                        "it should have ended %s ago, its grace period included, and its node %s has not confirmed it."
                                .formatted(Elapsed.words(departure.due(), scene.at()), departure.node()),
                        List.of("node/%s is %s".formatted(departure.node(), state)),
                        state.equals("ready")
                                ? "Look at the kubelet and the volumes of node %s. To delete the pod by force is the last"
                                                .formatted(departure.node())
                                        + " resort: its containers may go on running."
                                : "Bring node %s back, or remove it from the cluster if it is gone for good: its pods go then."
                                        .formatted(departure.node()))
                .with(evidence(departure));
        return Optional.of(Lead.of(finding).because(List.of("node/" + departure.node())));
    }

    private static String ready(JsonNode node) {
        boolean ready = node.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals("Ready")
                        && condition.path("status").asString("").equals("True"));
        return ready ? "ready" : "not ready";
    }

    /// When a namespace or another object was told to go.
    static boolean isOverdue(Instant due, Instant now) {
        return due.plus(PATIENCE).isBefore(now);
    }
}
