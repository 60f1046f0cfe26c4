package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.RolloutEnding;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.diagnosis.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Waits until every workload of the release has rolled out, by kubectl's rule. The first one that will not heal by
/// itself ends the waiting for all.
final class WaitStep implements Step {
    private static final String UNWATCHED =
            "The release is deployed, and its pods go on starting without being watched.";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /// A quota that was just raised takes a moment until it counts.
    private static final int RETRIES = 3;

    private final Cluster cluster;
    private final String namespace;
    private final String release;
    private final RolloutPace pace;
    private final LastingTrouble trouble;
    private final CreationRetry retry;

    WaitStep(
            Cluster cluster,
            String namespace,
            String release,
            RolloutPace pace,
            LastingTrouble trouble,
            CreationRetry retry) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.release = release;
        this.pace = pace;
        this.trouble = trouble;
        this.retry = retry;
    }

    @Override
    public StepName name() {
        return StepName.WAIT;
    }

    @Override
    public String plan() {
        return "wait until the workloads of release %s are ready, at most %d s"
                .formatted(release, pace.limit().toSeconds());
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        List<WorkloadView> workloads;
        try {
            workloads = workloads();
            workloads.forEach(retry::of);
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled(UNWATCHED);
        }
        if (workloads.isEmpty()) {
            return new StepOutcome.Failed(
                    "Release %s has no workloads in namespace %s.".formatted(release, namespace),
                    "Label them app.kubernetes.io/instance={{ .Release.Name }} in the chart, as Helm's guide asks.");
        }
        return await(workloads.stream().map(WorkloadView::id).toList(), progress);
    }

    private List<WorkloadView> workloads() {
        return KnownKinds.ROLLED_OUT.stream()
                .flatMap(kind -> cluster.workloads(kind, namespace, ReleasePods.label(release)).stream())
                .toList();
    }

    private StepOutcome await(List<WorkloadName> workloads, StepProgress progress) {
        var facts = new ArrayList<String>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var endings = new ExecutorCompletionService<StepOutcome>(executor);
            var waiting = new ArrayList<Future<StepOutcome>>();
            for (WorkloadName workload : workloads) {
                waiting.add(
                        endings.submit(() -> outcome(workload, cluster.awaitRollout(workload, pace, progress::doing))));
            }
            try {
                int looks = 0;
                for (int ended = 0; ended < workloads.size(); ) {
                    @Nullable Future<StepOutcome> next = endings.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                    if (next != null) {
                        if (!(next.get() instanceof StepOutcome.Done(List<String> said))) {
                            return next.get();
                        }
                        facts.addAll(said);
                        ended++;
                    } else {
                        Optional<Finding> lasting = trouble.look();
                        if (lasting.isPresent()) {
                            return hopeless(lasting.get());
                        }
                        if (looks++ < RETRIES) {
                            workloads().forEach(retry::of);
                        }
                    }
                }
            } catch (InterruptedException | CancellationException _) {
                Thread.currentThread().interrupt();
                return new StepOutcome.Cancelled(UNWATCHED);
            } catch (ExecutionException e) {
                throw new IllegalStateException("Waiting for a rollout ended in an unexpected way.", e);
            } finally {
                waiting.forEach(one -> one.cancel(true));
            }
        }
        return new StepOutcome.Done(facts);
    }

    private static StepOutcome hopeless(Finding finding) {
        return new StepOutcome.Failed(
                "%s will not become ready: %s".formatted(finding.object(), finding.cause()),
                finding.next(),
                finding.lines());
    }

    private static StepOutcome outcome(WorkloadName workload, RolloutEnding ending) {
        String name = workload.display();
        return switch (ending) {
            case RolloutEnding.Ready(WorkloadView view) ->
                new StepOutcome.Done("%s: %d of %d pods ready".formatted(name, view.ready(), view.desired()));
            case RolloutEnding.Failing(String progress, String reason) ->
                new StepOutcome.Failed(
                        "%s will not become ready: %s".formatted(name, reason),
                        "Ask why: `shipmate ask \"what is wrong?\"`, or go back with `shipmate rollback`.",
                        List.of(progress));
            case RolloutEnding.Paused(String progress) ->
                new StepOutcome.Failed(
                        "The rollout of %s is paused.".formatted(name),
                        "Resume it: kubectl rollout resume %s -n %s".formatted(name, workload.namespace()),
                        List.of(progress));
            case RolloutEnding.TimedOut(String progress) ->
                new StepOutcome.Failed(
                        "%s did not become ready in time.".formatted(name),
                        "Look at its pods, or go back with `shipmate rollback`.",
                        List.of(progress));
            case RolloutEnding.Stopped(String progress) ->
                new StepOutcome.Cancelled("%s: %s".formatted(name, progress));
            case RolloutEnding.Unseen(String message) ->
                new StepOutcome.Failed("Nobody knows how %s is.".formatted(name), message);
            case RolloutEnding.Gone() ->
                new StepOutcome.Failed(
                        "%s is not there any more.".formatted(name), "Somebody deleted it; deploy again.");
        };
    }
}
