package dev.shipmate.verification;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.GoneEnding;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.RolloutEnding;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.cluster.Write;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Runs one [RestartCheck]: deletes the pods that are there, waits until each is gone, then for the rollout. Without
/// the first wait, a stateful set would look well as long as its old pod takes its time to end.
final class RestartRun {
    private static final String DIAGNOSE = "Find out why: `shipmate ask \"what is wrong?\"`.";

    private final DeployedApp app;
    private final Cluster cluster;
    private final RolloutPace pace;

    /// @param pace how the pods are waited for; the limit is the check's own
    RestartRun(DeployedApp app, RolloutPace pace) {
        this.app = app;
        this.cluster = app.cluster();
        this.pace = pace;
    }

    Outcome run(RestartCheck check, Consumer<String> progress) {
        var workload = new WorkloadName(check.kind(), cluster.target().namespace(), check.workload());
        if (!app.restarts()) {
            return new Outcome.NotChecked("it was left out, because it %s".formatted(check.announcement()));
        }
        try {
            Optional<WorkloadView> found = cluster.findWorkload(workload);
            return found.isEmpty()
                    ? failed(
                            workload, "it is not there", "Name a workload of the chart in %s.".formatted(check.place()))
                    : restart(check, found.get(), progress);
        } catch (CancellationException _) {
            Thread.currentThread().interrupt();
            return Outcome.stopped();
        } catch (ClusterException e) {
            return failed(workload, String.valueOf(e.getMessage()), "Try `shipmate doctor`.");
        }
    }

    private Outcome restart(RestartCheck check, WorkloadView workload, Consumer<String> progress) {
        long end = System.nanoTime() + check.limit().toNanos();
        Map<ObjectName, String> pods = workload.selector().isEmpty() ? Map.of() : pods(workload);
        if (pods.isEmpty()) {
            return new Outcome.NotChecked(
                    "%s has no pods".formatted(workload.id().display()));
        }
        pods.forEach((pod, uid) -> {
            progress.accept("deletes %s".formatted(pod.display()));
            cluster.writes(Write.STORED).delete(pod, uid);
        });
        for (Map.Entry<ObjectName, String> pod : pods.entrySet()) {
            Optional<Outcome> ended = gone(workload.id(), pod, paceUntil(end), progress);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        RolloutEnding ending = cluster.awaitRollout(workload.id(), paceUntil(end), progress);
        return switch (ending) {
            case RolloutEnding.Ready _ ->
                Outcome.passed("%s of %s %s replaced"
                        .formatted(
                                pods.size() == 1 ? "1 pod" : pods.size() + " pods",
                                workload.id().display(),
                                pods.size() == 1 ? "was" : "were"));
            case RolloutEnding.Stopped _ -> Outcome.stopped();
            case RolloutEnding.Failing(String progressed, String reason) ->
                failed(workload.id(), "%s: %s".formatted(progressed, reason), DIAGNOSE);
            case RolloutEnding.TimedOut(String progressed) ->
                failed(
                        workload.id(),
                        "%s after %d seconds"
                                .formatted(progressed, check.limit().toSeconds()),
                        DIAGNOSE);
            case RolloutEnding.Paused(String progressed) ->
                failed(workload.id(), "%s, and its rollout is paused".formatted(progressed), "Resume the rollout.");
            case RolloutEnding.Unseen(String message) -> failed(workload.id(), message, "Try `shipmate doctor`.");
            case RolloutEnding.Gone() -> failed(workload.id(), "it was deleted meanwhile", "Deploy it again.");
        };
    }

    private Map<ObjectName, String> pods(WorkloadView workload) {
        var pods = new LinkedHashMap<ObjectName, String>();
        String namespace = workload.id().namespace();
        cluster.forEachObject(KnownKinds.PODS, namespace, workload.selector(), pod -> {
            if (pod.path("metadata").path("deletionTimestamp").isMissingNode()) {
                String name = pod.path("metadata").path("name").asString("");
                String uid = pod.path("metadata").path("uid").asString("");
                pods.put(new ObjectName(KnownKinds.PODS, namespace, name), uid);
            }
        });
        return pods;
    }

    private Optional<Outcome> gone(
            WorkloadName workload, Map.Entry<ObjectName, String> pod, RolloutPace left, Consumer<String> progress) {
        return switch (cluster.awaitGone(pod.getKey(), pod.getValue(), left, progress)) {
            case GoneEnding.Gone _ -> Optional.empty();
            case GoneEnding.Kept(String reason) ->
                Optional.of(failed(
                        workload, "%s is still there: %s".formatted(pod.getKey().display(), reason), DIAGNOSE));
            case GoneEnding.Stopped _ -> Optional.of(Outcome.stopped());
            case GoneEnding.Unseen(String message) -> Optional.of(failed(workload, message, "Try `shipmate doctor`."));
        };
    }

    private RolloutPace paceUntil(long end) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return new RolloutPace(left, pace.betweenLooks(), pace.settling(), pace.patience(), pace.crashing());
    }

    private static Outcome failed(WorkloadName workload, String seen, String suggestion) {
        return new Outcome.Failed(
                "%s in namespace %s".formatted(workload.display(), workload.namespace()),
                "ready again after its pods were deleted",
                seen,
                suggestion);
    }
}
