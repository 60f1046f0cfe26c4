package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.RevisionView;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Adds to a pod's finding the changes that would mend it, where they follow from what the cluster says.
final class Remedies {
    private final Cluster cluster;
    private final Images images;
    private final Limits limits;
    private final Room room;
    private final PullSecrets pullSecrets;
    private final LateAnswers lateAnswers;

    Remedies(Cluster cluster) {
        this.cluster = cluster;
        this.images = new Images(cluster);
        this.limits = new Limits(cluster);
        this.room = new Room(cluster);
        this.pullSecrets = new PullSecrets(cluster);
        this.lateAnswers = new LateAnswers(cluster);
    }

    Lead add(Lead lead, Suspect suspect, Scene scene) {
        List<WorkloadView> workload = PatchTemplate.workload(suspect.pod()).flatMap(name -> view(scene, name)).stream()
                .toList();
        List<RevisionView> revisions = workload.stream()
                .flatMap(view ->
                        Permitted.find(() -> Optional.of(cluster.revisions().of(view))).stream())
                .flatMap(List::stream)
                .toList();
        Lead mended = mended(lead, suspect, scene, revisions);
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

    private Lead mended(Lead lead, Suspect suspect, Scene scene, List<RevisionView> revisions) {
        return switch (lead.finding().id()) {
            case "image-tag-missing",
                    "image-never-pull",
                    "image-name-invalid",
                    "image-pull-denied",
                    "image-registry-unreachable",
                    "image-rate-limited",
                    "image-pull-failed" -> images.suggest(lead, suspect, revisions);
            case "image-pull-secret-missing" -> pullSecrets.correct(lead, suspect);
            case "oom-killed", "oom-recovered" -> limits.raise(lead, suspect);
            case "insufficient-resources" -> room.measure(lead, suspect);
            case "run-as-root-refused", "run-as-named-user" -> with(lead, RunAsUser.remedy(suspect));
            case "command-not-found", "exit-not-runnable", "exits-zero" ->
                with(lead, EarlierCommand.remedy(suspect, revisions));
            case "probe-refused", "probe-failing" ->
                with(lead, ProbePorts.remedy(suspect).or(() -> path(suspect)));
            case "liveness-wrong-target" ->
                with(
                        lead,
                        Settings.containers(suspect).stream()
                                .flatMap(container -> ProbePorts.find(container, "livenessProbe").stream())
                                .findFirst()
                                .flatMap(wrong -> ProbePorts.remedy(suspect, wrong))
                                .or(() -> path(suspect)));
            case "readiness-404" -> with(lead, ProbePorts.pathRemedy(suspect, "readinessProbe"));
            case "liveness-too-early" -> with(lead, Patience.beforeLiveness(suspect, scene));
            case "startup-too-slow" -> with(lead, Patience.startup(suspect, scene));
            case "probe-timeout" -> lateAnswers.add(lead, suspect);
            default -> lead;
        };
    }

    /// The path of another probe, where the one that fails gets an answer at all.
    private static Optional<Remedy> path(Suspect suspect) {
        return Stream.of("Startup", "Liveness", "Readiness")
                .filter(kind -> suspect.failedProbe(kind)
                        .filter(event -> event.message().contains("statuscode: 4"))
                        .isPresent())
                .flatMap(kind -> ProbePorts.pathRemedy(suspect, kind.toLowerCase(Locale.ROOT) + "Probe").stream())
                .findFirst();
    }

    private static Lead with(Lead lead, Optional<Remedy> remedy) {
        return lead.finding().remedies().isEmpty()
                ? remedy.map(it -> lead.with(lead.finding().withRemedy(it))).orElse(lead)
                : lead;
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
