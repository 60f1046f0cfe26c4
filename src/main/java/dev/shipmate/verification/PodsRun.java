package dev.shipmate.verification;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.PodView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Runs one [PodsCheck]: looks at the pods until all is well for long enough, or the time is up.
final class PodsRun {
    private final Cluster cluster;
    private final String release;
    private final Duration betweenLooks;

    /// The pods at one moment: what is wrong with them, and what must not change while they settle.
    private record Look(List<String> troubles, String standing, int pods, int restarts) {}

    PodsRun(DeployedApp app, Duration betweenLooks) {
        this.cluster = app.cluster();
        this.release = app.release();
        this.betweenLooks = betweenLooks;
    }

    Outcome run(PodsCheck check, Consumer<String> progress) {
        String selector = check.selector().isEmpty() ? "app.kubernetes.io/instance=" + release : check.selector();
        String where = "pods with %s in namespace %s"
                .formatted(selector, cluster.target().namespace());
        try {
            return settled(check, selector, where, progress);
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
            return Outcome.stopped();
        } catch (ClusterException e) {
            return new Outcome.Failed(
                    where, "an answer from the cluster", String.valueOf(e.getMessage()), "Try `shipmate doctor`.");
        }
    }

    private Outcome settled(PodsCheck check, String selector, String where, Consumer<String> progress)
            throws InterruptedException {
        long end = System.nanoTime() + check.limit().toNanos();
        long since = System.nanoTime();
        String standing = "";
        String told = "";
        while (true) {
            Look look = look(selector);
            if (!look.troubles().isEmpty() || !look.standing().equals(standing)) {
                since = System.nanoTime();
                standing = look.standing();
            }
            if (look.troubles().isEmpty()
                    && System.nanoTime() - since >= check.settling().toNanos()) {
                return Outcome.passed("%d pods, %d restarts, unchanged for %d seconds"
                        .formatted(
                                look.pods(), look.restarts(), check.settling().toSeconds()));
            }
            if (System.nanoTime() > end) {
                return failed(check, where, look);
            }
            String now = look.troubles().isEmpty() ? "the pods settle" : String.join("; ", look.troubles());
            if (!now.equals(told)) {
                progress.accept(now);
                told = now;
            }
            Thread.sleep(betweenLooks);
        }
    }

    private Look look(String selector) {
        var pods = new ArrayList<PodView>();
        cluster.forEachPod(cluster.target().namespace(), selector, pods::add);
        List<String> troubles =
                pods.stream().filter(PodsRun::troubled).map(PodsRun::describe).toList();
        return new Look(
                pods.isEmpty() ? List.of("there are none") : troubles,
                pods.stream()
                        .map(pod -> pod.name() + "=" + pod.restarts())
                        .sorted()
                        .collect(Collectors.joining(",")),
                pods.size(),
                pods.stream().mapToInt(PodView::restarts).sum());
    }

    private static boolean troubled(PodView pod) {
        return pod.terminating() || !pod.healthy();
    }

    private static String describe(PodView pod) {
        return "%s is %s, %d of %d containers ready, %d restarts"
                .formatted(pod.display(), pod.status(), pod.ready(), pod.total(), pod.restarts());
    }

    private static Outcome failed(PodsCheck check, String where, Look look) {
        return new Outcome.Failed(
                where,
                "all Running and ready, with the same restarts for %d seconds, within %d seconds"
                        .formatted(check.settling().toSeconds(), check.limit().toSeconds()),
                look.troubles().isEmpty()
                        ? "they came or restarted again and again: %s".formatted(look.standing())
                        : String.join("; ", look.troubles()),
                "Find out why: `shipmate ask \"what is wrong?\"`.");
    }
}
