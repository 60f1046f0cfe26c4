package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.PodView;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/// Counts pods of any number and keeps the most telling ones, so that a cluster of 10,000 pods fits in a small table.
final class PodTable {
    static final int ROWS = 50;
    private static final int HEALTHY_SAMPLE = 10;

    /// Pods that need a look first, then by namespace and name.
    static final Comparator<PodView> PROBLEMS_FIRST = Comparator.<PodView>comparingInt(PodTable::rank)
            .thenComparing(PodView::namespace)
            .thenComparing(PodView::name);

    private final Comparator<PodView> order;
    private final PriorityQueue<PodView> kept;
    private final Map<String, Integer> statuses = new TreeMap<>();
    private int total;
    private int unhealthy;

    PodTable(Comparator<PodView> order) {
        this.order = order;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    void add(PodView pod) {
        total++;
        statuses.merge(label(pod), 1, Integer::sum);
        if (rank(pod) == 0) {
            unhealthy++;
        }
        kept.add(pod);
        if (kept.size() > ROWS) {
            kept.poll();
        }
    }

    int total() {
        return total;
    }

    int unhealthy() {
        return unhealthy;
    }

    /// `5 Running, 1 CrashLoopBackOff`.
    String counts() {
        return Words.counts(statuses);
    }

    /// The pods that are shown, in order. Of a long list in the usual order only those that need a look, or a few when
    /// there are none.
    List<PodView> shown() {
        var pods = new ArrayList<>(kept);
        pods.sort(order);
        if (total <= ROWS || !order.equals(PROBLEMS_FIRST)) {
            return pods;
        }
        return pods.subList(0, Math.min(pods.size(), unhealthy > 0 ? unhealthy : HEALTHY_SAMPLE));
    }

    Block.Table toTable(boolean everywhere, Instant now) {
        var header = new ArrayList<>(List.of("NAME", "READY", "STATUS", "RESTARTS", "AGE"));
        if (everywhere) {
            header.addFirst("NAMESPACE");
        }
        List<PodView> pods = shown();
        return new Block.Table(
                header, pods.stream().map(pod -> row(pod, everywhere, now)).toList(), total - pods.size());
    }

    /// Only the pods that need a look.
    Block.Table unhealthyTable(Instant now) {
        List<List<String>> rows = kept.stream()
                .sorted(order)
                .filter(pod -> rank(pod) == 0)
                .map(pod -> row(pod, true, now))
                .toList();
        return new Block.Table(
                List.of("NAMESPACE", "NAME", "READY", "STATUS", "RESTARTS", "AGE"), rows, unhealthy - rows.size());
    }

    private static List<String> row(PodView pod, boolean everywhere, Instant now) {
        var row = new ArrayList<String>();
        if (everywhere) {
            row.add(pod.namespace());
        }
        row.add(pod.name());
        row.add(pod.ready() + "/" + pod.total());
        row.add(pod.status());
        row.add(restarts(pod, now));
        row.add(Age.of(pod.created(), now));
        return row;
    }

    private static String restarts(PodView pod, Instant now) {
        return pod.restarts() == 0 || pod.lastRestart().equals(Instant.EPOCH)
                ? String.valueOf(pod.restarts())
                : "%d (%s ago)".formatted(pod.restarts(), Age.of(pod.lastRestart(), now));
    }

    static String label(PodView pod) {
        return pod.status().equals("Running") && !pod.healthy() ? "Running but not ready" : pod.status();
    }

    private static int rank(PodView pod) {
        return pod.healthy() ? 2 : pod.terminating() ? 1 : 0;
    }
}
