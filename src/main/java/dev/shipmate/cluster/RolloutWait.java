package dev.shipmate.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Waits once for one workload's rollout, by kubectl's rule, and gives up early when it cannot succeed.
final class RolloutWait {
    private final Cluster cluster;
    private final ResourceKind kind;
    private final WorkloadName workload;
    private final RolloutPace pace;
    private final Consumer<String> listener;
    private final NewestPods newest;
    private String progress = "its controller has not picked it up yet";
    private @Nullable Lasting lasting;
    private long firstCrash;

    /// Something that was seen without a break since a point in time.
    private record Lasting(String what, long since) {}

    RolloutWait(Cluster cluster, WorkloadName workload, RolloutPace pace, Consumer<String> listener) {
        this.cluster = cluster;
        this.kind = KnownKinds.find(workload.kind())
                .orElseThrow(() -> new IllegalArgumentException(workload.kind() + " has no rollout."));
        this.workload = workload;
        this.pace = pace;
        this.listener = listener;
        this.newest = new NewestPods(cluster);
    }

    RolloutEnding await() {
        long end = System.nanoTime() + pace.limit().toNanos();
        try {
            while (true) {
                Optional<RolloutEnding> ending = look();
                if (ending.isPresent()) {
                    return ending.get();
                }
                if (System.nanoTime() > end) {
                    return new RolloutEnding.TimedOut(progress);
                }
                Thread.sleep(pace.betweenLooks());
            }
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
            return new RolloutEnding.Stopped(progress);
        } catch (ClusterException e) {
            return new RolloutEnding.Unseen(String.valueOf(e.getMessage()));
        }
    }

    private Optional<RolloutEnding> look() {
        Optional<JsonNode> object = cluster.findObject(kind, workload.namespace(), workload.name());
        if (object.isEmpty()) {
            return Optional.of(new RolloutEnding.Gone());
        }
        WorkloadView view = WorkloadReader.read(kind, object.get());
        List<PodView> pods = newest.of(object.get(), view);
        tell(view, pods);
        return switch (view.rollout()) {
            case RolloutState.Done _ ->
                view.desired() == 0 || lasts(restarts(pods), pace.settling())
                        ? Optional.of(new RolloutEnding.Ready(view))
                        : Optional.empty();
            case RolloutState.Paused _ -> Optional.of(new RolloutEnding.Paused(progress));
            case RolloutState.Stuck(String reason) -> {
                String why = PodTrouble.find(view, pods).map(PodTrouble::reason).orElse(reason);
                // A stuck rollout that was just taken back looks stuck until its controller has seen it.
                yield failing(why, lasts("stuck", pace.settling()));
            }
            case RolloutState.Waiting _ -> {
                Optional<PodTrouble> trouble = PodTrouble.find(view, pods);
                yield trouble.isEmpty() ? calm() : failing(trouble.get().reason(), isSure(trouble.get()));
            }
        };
    }

    private boolean isSure(PodTrouble trouble) {
        return switch (trouble.weight()) {
            case CERTAIN -> true;
            case CRASHES -> {
                // Between its crashes it runs, which is no reason to begin to count anew.
                firstCrash = firstCrash == 0 ? System.nanoTime() : firstCrash;
                yield System.nanoTime() - firstCrash >= pace.crashing().toNanos();
            }
            case MAY_PASS -> lasts("trouble", pace.patience());
        };
    }

    private Optional<RolloutEnding> calm() {
        lasting = null;
        return Optional.empty();
    }

    private Optional<RolloutEnding> failing(String reason, boolean sure) {
        return sure ? Optional.of(new RolloutEnding.Failing(progress, reason)) : Optional.empty();
    }

    /// A container that restarts is not done, even if it is ready between its crashes.
    private static String restarts(List<PodView> pods) {
        return "done, restarts: " + pods.stream().mapToInt(PodView::restarts).sum();
    }

    private boolean lasts(String what, Duration wanted) {
        Lasting before = lasting;
        if (before == null || !before.what().equals(what)) {
            before = new Lasting(what, System.nanoTime());
            lasting = before;
        }
        return System.nanoTime() - before.since() >= wanted.toNanos();
    }

    private void tell(WorkloadView view, List<PodView> pods) {
        if (view.observedGeneration() < view.generation()) {
            return;
        }
        long ready = pods.isEmpty()
                ? view.ready()
                : pods.stream().filter(PodView::healthy).count();
        String now = "%d of %d pods ready%s".formatted(Math.min(ready, view.desired()), view.desired(), leftOver(view));
        if (!now.equals(progress)) {
            progress = now;
            listener.accept("%s: %s".formatted(workload.display(), now));
        }
    }

    private static String leftOver(WorkloadView view) {
        int old = view.current() - view.updated();
        int surplus = view.current() - view.desired();
        return old > 0
                ? ", %d old still there".formatted(old)
                : surplus > 0 ? ", %d more than wanted still there".formatted(surplus) : "";
    }
}
