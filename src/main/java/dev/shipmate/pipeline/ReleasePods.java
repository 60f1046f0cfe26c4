package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.pipeline.FailureReport.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// The pods of a release, the worst first and not more of them than anybody reads.
///
/// @param shown the worst ones
/// @param total how many there are
record ReleasePods(List<PodView> shown, int total) {
    static final ReleasePods NONE = new ReleasePods(List.of(), 0);

    private static final int MOST = 20;
    private static final int MOST_JOBS = 5;
    private static final Comparator<PodView> WORST_FIRST = Comparator.comparing(PodView::healthy)
            .thenComparing(PodView::terminating)
            .thenComparing(PodView::restarts, Comparator.reverseOrder())
            .thenComparing(PodView::created, Comparator.reverseOrder())
            .thenComparing(PodView::name);

    ReleasePods {
        shown = List.copyOf(shown);
    }

    /// Those that carry the release's label, and those of its jobs, whose templates often lack it.
    static ReleasePods of(Cluster cluster, ReleaseName release) {
        var kept = new PriorityQueue<PodView>(WORST_FIRST.reversed());
        Set<String> owners = new HashSet<>();
        int[] total = new int[1];
        String label = label(release.name());
        cluster.forEachPod(release.namespace(), label, pod -> {
            owners.add(pod.owner());
            total[0]++;
            keep(pod, kept);
        });
        cluster.workloads(KnownKinds.JOBS, release.namespace(), label).stream()
                .map(WorkloadView::id)
                .filter(job -> !owners.contains(job.display()))
                .limit(MOST_JOBS)
                .forEach(job -> cluster.forEachPod(release.namespace(), "job-name=" + job.name(), pod -> {
                    total[0]++;
                    keep(pod, kept);
                }));
        return new ReleasePods(kept.stream().sorted(WORST_FIRST).toList(), total[0]);
    }

    static String label(String release) {
        return "app.kubernetes.io/instance=" + release;
    }

    private static void keep(PodView pod, PriorityQueue<PodView> kept) {
        kept.add(pod);
        if (kept.size() > MOST) {
            kept.poll();
        }
    }

    Section states() {
        var lines = new ArrayList<String>();
        for (PodView pod : shown) {
            lines.add("%s: %s, %d of %d ready, %s, made %s%s"
                    .formatted(
                            pod.display(),
                            pod.status(),
                            pod.ready(),
                            pod.total(),
                            pod.restarts() == 1 ? "1 restart" : pod.restarts() + " restarts",
                            ReportLines.time(pod.created()),
                            pod.node().isEmpty() ? ", on no node" : ""));
            lines.addAll(details(pod));
        }
        if (total > shown.size()) {
            lines.add("… and %d more pods in no worse state".formatted(total - shown.size()));
        }
        return new Section("pods", lines);
    }

    private static List<String> details(PodView pod) {
        var lines = new ArrayList<String>();
        if (!pod.message().isEmpty()) {
            lines.add("  %s: %s".formatted(pod.reason(), ReportLines.line(pod.message())));
        }
        for (Condition condition : pod.conditions()) {
            if (condition.type().equals("PodScheduled") && !condition.isTrue()) {
                lines.add("  %s: %s".formatted(condition.reason(), ReportLines.line(condition.message())));
            }
        }
        for (ContainerView container : pod.containers()) {
            if (container.state() instanceof ContainerState.Waiting(String reason, String message)
                    && !message.isEmpty()) {
                lines.add(
                        "  container %s waits: %s: %s".formatted(container.name(), reason, ReportLines.line(message)));
            }
        }
        return lines;
    }

    /// How containers ended that did not end well, with what they left in their termination log.
    Section terminations() {
        var lines = new ArrayList<String>();
        for (PodView pod : shown) {
            for (ContainerView container : pod.containers()) {
                add(pod, container, container.state(), lines);
                add(pod, container, container.last(), lines);
            }
        }
        return new Section("how containers ended", lines);
    }

    private static void add(PodView pod, ContainerView container, ContainerState state, List<String> lines) {
        if (!(state instanceof ContainerState.Terminated ended)
                || (ended.exitCode() == 0 && container.role() == ContainerView.Role.INIT)
                || (ended.exitCode() == 0 && pod.completed())) {
            return;
        }
        lines.add("container %s of %s: %s, exit code %d, at %s"
                .formatted(
                        container.name(),
                        pod.display(),
                        ended.display(),
                        ended.exitCode(),
                        ReportLines.time(ended.finished())));
        ReportLines.end(ended.message(), 10).forEach(line -> lines.add("  it left: " + line));
    }
}
