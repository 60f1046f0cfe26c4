package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.RevisionView;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Adds to a pod's finding the changes that would mend it, where they follow from what the cluster says.
final class Remedies {
    private static final int RAISED_THRESHOLD = 30;

    private final Cluster cluster;
    private final Images images;
    private final Limits limits;
    private final Room room;

    Remedies(Cluster cluster) {
        this.cluster = cluster;
        this.images = new Images(cluster);
        this.limits = new Limits(cluster);
        this.room = new Room(cluster);
    }

    Lead add(Lead lead, Suspect suspect, Scene scene) {
        List<WorkloadView> workload = PatchTemplate.workload(suspect.pod()).flatMap(name -> view(scene, name)).stream()
                .toList();
        List<RevisionView> revisions = workload.stream()
                .flatMap(view ->
                        Permitted.find(() -> Optional.of(cluster.revisions().of(view))).stream())
                .flatMap(List::stream)
                .toList();
        Lead mended = mended(lead, suspect, revisions);
        return workload.stream()
                .findFirst()
                .filter(view -> oldPodsServe(view) && revisions.size() > 1)
                .map(view -> mended.with(mended.finding()
                        .withEvidence(List.of("%d of its older pods still work".formatted(view.available())))
                        .withRemedy(new Remedy.UndoRollout(
                                "Undo the last rollout of %s"
                                        .formatted(view.id().display()),
                                view.id()))))
                .orElse(mended);
    }

    private Lead mended(Lead lead, Suspect suspect, List<RevisionView> revisions) {
        return switch (lead.finding().id()) {
            case "image-tag-missing",
                    "image-never-pull",
                    "image-name-invalid",
                    "image-pull-denied",
                    "image-registry-unreachable",
                    "image-rate-limited",
                    "image-pull-failed" -> images.suggest(lead, suspect, revisions);
            case "oom-killed" -> limits.raise(lead, suspect);
            case "insufficient-resources" -> room.measure(lead, suspect);
            case "probe-refused", "probe-failing", "liveness-wrong-target" ->
                with(lead, ProbePorts.remedy(suspect).or(() -> ProbePorts.pathRemedy(suspect)));
            case "readiness-404" -> with(lead, ProbePorts.pathRemedy(suspect));
            case "startup-too-slow" -> with(lead, ProbePorts.remedy(suspect).or(() -> morePatience(suspect)));
            default -> lead;
        };
    }

    private static Lead with(Lead lead, Optional<Remedy> remedy) {
        return remedy.map(it -> lead.with(lead.finding().withRemedy(it))).orElse(lead);
    }

    private static Optional<Remedy> morePatience(Suspect suspect) {
        return Settings.containers(suspect).stream()
                .filter(container -> container.has("startupProbe"))
                .findFirst()
                .flatMap(container -> {
                    int threshold = container
                            .path("startupProbe")
                            .path("failureThreshold")
                            .asInt(3);
                    int better = Math.max(RAISED_THRESHOLD, threshold * 3);
                    ObjectNode fields = JsonNodeFactory.instance.objectNode();
                    fields.putObject("startupProbe").put("failureThreshold", better);
                    return PatchTemplate.container(
                            suspect,
                            "Let the startup probe of %s fail %d times instead of %d"
                                    .formatted(suspect.object(), better, threshold),
                            container.path("name").asString(""),
                            fields);
                });
    }

    private static Optional<WorkloadView> view(Scene scene, WorkloadName name) {
        return scene.workloads().stream()
                .map(WorkloadFacts::view)
                .filter(view -> view.id().equals(name))
                .findFirst();
    }

    /// Whether pods of the revision before are there and ready: then going back to it is known to work.
    private static boolean oldPodsServe(WorkloadView view) {
        return view.available() > 0 && (view.current() > view.updated() || view.updated() < view.desired());
    }
}
