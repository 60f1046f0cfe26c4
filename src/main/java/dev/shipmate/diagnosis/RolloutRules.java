package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.diagnosis.Departures.Departure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why a rollout stands still though no pod of it is in trouble: it is paused, nobody works on it, or it waits for pods
/// that do not go or do not come.
final class RolloutRules implements SceneRule {
    /// A controller answers within seconds.
    private static final Duration UNANSWERED = Duration.ofSeconds(60);
    /// What goes on by itself moves in this time.
    private static final Duration STANDSTILL = Duration.ofMinutes(5);

    private static final ResourceKind LEASES =
            new ResourceKind("coordination.k8s.io", "v1", "leases", "lease", "Lease", List.of(), true);

    private final Cluster cluster;

    RolloutRules(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.workloads().stream()
                .filter(WorkloadFacts::serves)
                .flatMap(workload -> paused(workload)
                        .or(() -> unobserved(workload, scene))
                        .or(() -> lingering(workload, scene))
                        .or(() -> incomplete(workload, scene))
                        .stream())
                .toList();
    }

    private static Optional<Lead> paused(WorkloadFacts workload) {
        WorkloadView view = workload.view();
        if (!view.paused() || view.desired() == 0) {
            return Optional.empty();
        }
        boolean waits = view.updated() < view.desired();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("paused", false);
        Instant since = view.conditions().stream()
                .filter(condition -> condition.reason().equals("DeploymentPaused"))
                .map(Condition::since)
                .findFirst()
                .orElse(Instant.EPOCH);
        Finding finding = finding(
                        workload,
                        "rollout-paused",
                        waits
                                ? "its rollout is paused, so its last change does not reach its pods."
                                : "its rollout is paused, so the next change will not reach its pods.",
                        "Resume the rollout.")
                .as(waits ? Severity.ERROR : Severity.WARNING)
                .with(Evidence.field("spec.paused", "spec.paused is true").at(since))
                .withEvidence(
                        List.of("%d of %d pods are of the newest template".formatted(view.updated(), view.desired())))
                .withRemedy(new Remedy.PatchObject(
                        "Resume the rollout of " + view.id().display(),
                        PatchTemplate.object(view.id()),
                        patch.toString()));
        return Optional.of(Lead.of(finding));
    }

    private Optional<Lead> unobserved(WorkloadFacts workload, Scene scene) {
        WorkloadView view = workload.view();
        if (view.generation() <= view.observedGeneration()
                || !isPast(workload.spec().changed(), UNANSWERED, scene)) {
            return Optional.empty();
        }
        Finding finding = finding(
                        workload,
                        "rollout-unobserved",
                        "its last change was made %s ago, and no controller has taken it up."
                                .formatted(Elapsed.words(workload.spec().changed(), scene.at())),
                        "Look at the controller manager of the cluster, and start it again.")
                .as(Confidence.LIKELY)
                .with(Evidence.field(
                        "status.observedGeneration",
                        "generation %d, observed %d".formatted(view.generation(), view.observedGeneration())));
        return Optional.of(Lead.of(finding)
                .twin("controller manager")
                .later(lead -> lead.with(withLease(lead.finding(), scene.at()))));
    }

    /// The controller manager renews its lease every few seconds while it lives.
    private Finding withLease(Finding finding, Instant now) {
        return Permitted.find(() -> cluster.findObject(LEASES, "kube-system", "kube-controller-manager"))
                .map(lease -> WorkloadFacts.time(lease.at("/spec/renewTime")))
                .filter(renewed -> !renewed.equals(Instant.EPOCH))
                .map(renewed -> {
                    boolean dead = renewed.plus(UNANSWERED).isBefore(now);
                    return finding.as(dead ? Confidence.CERTAIN : Confidence.POSSIBLE)
                            .with(Evidence.field(
                                            "spec.renewTime",
                                            "lease/kube-controller-manager in namespace kube-system was renewed %s ago"
                                                    .formatted(Elapsed.words(renewed, now)))
                                    .at(renewed));
                })
                .orElse(finding);
    }

    private static Optional<Lead> lingering(WorkloadFacts workload, Scene scene) {
        WorkloadView view = workload.view();
        boolean newOnesServe = view.updated() >= view.desired() && view.available() >= view.current();
        if (!(view.rollout() instanceof RolloutState.Waiting)
                || !newOnesServe
                || view.current() <= view.updated()
                || !isPast(workload.spec().changed(), STANDSTILL, scene)) {
            return Optional.empty();
        }
        int old = view.current() - view.updated();
        Finding finding = finding(
                        workload,
                        "rollout-old-pods-linger",
                        "its new pods are available, and %d old ones have not gone for %s."
                                .formatted(old, Elapsed.words(workload.spec().changed(), scene.at())),
                        "Look at the old pods: their finalizers and their nodes.")
                .as(Severity.WARNING)
                .with(Evidence.field(
                        "status.updatedReplicas",
                        "%d pods, %d of the newest template".formatted(view.current(), view.updated())));
        return Optional.of(Lead.of(finding)
                .because(Stream.concat(
                                leaving(workload, scene).stream(),
                                Stream.of(view.id().display()))
                        .toList()));
    }

    /// Pods are missing, and none that is there is in trouble. Ordered stateful sets wait for one that does not go.
    private static Optional<Lead> incomplete(WorkloadFacts workload, Scene scene) {
        WorkloadView view = workload.view();
        String kind = view.id().kind();
        List<Departure> departing = departing(workload, scene).toList();
        boolean stuck = departing.stream().anyMatch(departure -> DeletionRules.isOverdue(departure.due(), scene.at()));
        boolean still = departing.isEmpty() && isPast(workload.spec().changed(), STANDSTILL, scene);
        boolean troubled = scene.suspects().stream()
                .anyMatch(suspect -> suspect.pod().namespace().equals(view.id().namespace())
                        && suspect.object().equals(view.id().display()));
        if (view.current() - departing.size() >= view.desired() || troubled || !(stuck || still)) {
            return Optional.empty();
        }
        return switch (kind) {
            case "statefulset" ->
                Optional.of(incomplete(
                        workload,
                        scene,
                        "statefulset-first-pod",
                        workload.spec().ordered()
                                ? "%d of its %d pods are there: it makes them one after the other, and the next does not come."
                                : "%d of its %d pods are there, and the others are not made."));
            case "daemonset" ->
                Optional.of(incomplete(
                        workload, scene, "daemonset-short", "%d of the %d nodes that it is meant for have its pod."));
            default -> Optional.empty();
        };
    }

    private static Lead incomplete(WorkloadFacts workload, Scene scene, String id, String cause) {
        WorkloadView view = workload.view();
        Finding finding = finding(
                        workload,
                        id,
                        cause.formatted(view.current(), view.desired()),
                        "Look at the pods that do not go, and at the events of %s."
                                .formatted(view.id().display()))
                .with(Evidence.field("status", "%d of %d pods".formatted(view.current(), view.desired())))
                .withEvidence(id.equals("daemonset-short") ? without(workload, scene) : List.of());
        return Lead.of(finding)
                .because(Stream.concat(
                                leaving(workload, scene).stream(),
                                Stream.of(view.id().display()))
                        .toList());
    }

    private static List<String> without(WorkloadFacts workload, Scene scene) {
        List<String> having = scene.groupsIn(workload.id().namespace()).stream()
                .filter(group -> group.object().equals(workload.id().display()))
                .flatMap(group -> group.nodes().stream())
                .toList();
        List<String> without = scene.objects()
                .of(KnownKinds.NODES)
                .map(Objects::name)
                .filter(node -> !having.contains(node))
                .limit(10)
                .toList();
        return without.isEmpty() ? List.of() : List.of("nodes without its pod: " + String.join(", ", without));
    }

    private static List<String> leaving(WorkloadFacts workload, Scene scene) {
        return departing(workload, scene).map(Departure::display).toList();
    }

    private static Stream<Departure> departing(WorkloadFacts workload, Scene scene) {
        return scene.departures().all().stream()
                .filter(departure -> departure.kind().equals(KnownKinds.PODS)
                        && departure.namespace().equals(workload.id().namespace())
                        && departure.name().startsWith(workload.id().name() + "-"));
    }

    private static boolean isPast(Instant since, Duration limit, Scene scene) {
        return since.plus(limit).isBefore(scene.at());
    }

    private static Finding finding(WorkloadFacts workload, String id, String cause, String next) {
        return Finding.of(id, workload.id().display(), workload.id().namespace(), cause, List.of(), next);
    }
}
