package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why a workload has no pods, stands still, or failed: what its own status says.
final class WorkloadRules implements SceneRule {
    private static final Set<String> STOPPED =
            Set.of("crash-app-error", "init-failing", "exits-zero", "exit-native-crash", "killed-not-oom", "not-ready");

    private final CreationRemedies remedies;

    WorkloadRules(Cluster cluster) {
        this.remedies = new CreationRemedies(cluster);
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.workloads().stream()
                .map(workload -> examine(
                        workload,
                        scene.warnings()
                                .of(workload.id().namespace(), workload.id().display()),
                        scene))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Lead> examine(WorkloadFacts workload, List<EventView> warnings, Scene scene) {
        return CreationRules.examine(workload, warnings)
                .map(finding -> Lead.of(finding)
                        .because(CreationRules.blamed(finding, scene))
                        .later(lead -> remedies.add(lead, workload, scene)))
                .or(() -> stopped(workload.view(), warnings)
                        .map(finding ->
                                Lead.of(finding).because(List.of(workload.id().display()))));
    }

    private static Optional<Finding> stopped(WorkloadView workload, List<EventView> warnings) {
        return switch (workload.rollout()) {
            case RolloutState.Stuck(String reason) ->
                Optional.of(
                        workload.id().kind().equals("job")
                                ? failed(workload, reason, warnings)
                                : of(
                                        workload,
                                        "rollout-deadline",
                                        "it has come to a stop.",
                                        reason,
                                        "Look at its newest pods and their logs."));
            case RolloutState.Paused(), RolloutState.Waiting _, RolloutState.Done() -> Optional.empty();
        };
    }

    /// What a job's pod came to, for a job that is not tried again.
    static Finding ofJob(Finding pod, WorkloadView job) {
        return job.rollout() instanceof RolloutState.Stuck(String reason)
                ? pod.as(STOPPED.contains(pod.id()) ? "job-failed" : pod.id())
                        .withCause("it failed and is not tried again (%s): %s"
                                .formatted(reason.replaceFirst(":.*", ""), pod.cause()))
                        .withNext(JobRules.next(reason).orElse("Mend what its log names, then run it again."))
                : pod;
    }

    /// Its pods are gone, and their logs with them: else one of them would be the finding.
    private static Finding failed(WorkloadView job, String reason, List<EventView> warnings) {
        Finding finding = of(
                job,
                "job-failed",
                "it failed and is not tried again (%s).".formatted(reason.replaceFirst(":.*", "")),
                reason,
                JobRules.next(reason)
                        .orElse(
                                "Its pods are gone, and so are their logs: run it again, with restartPolicy Never to keep"
                                        + " them."));
        return warnings.stream()
                .filter(event -> !reason.startsWith(event.reason()))
                .max(Comparator.comparing(EventView::last))
                .map(event -> finding.with(Evidence.event(event)))
                .orElse(finding);
    }

    private static Finding of(WorkloadView workload, String id, String cause, String evidence, String next) {
        return Finding.of(id, workload.id().display(), workload.id().namespace(), cause, List.of(evidence), next);
    }
}
