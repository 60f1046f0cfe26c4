package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Workloads in words and as a table, those with problems first.
final class WorkloadTable {
    private static final int ROWS = 50;

    private WorkloadTable() {}

    /// `deployment/web has 2 replicas: 2 ready, 2 up to date.`
    static String sentence(WorkloadView workload) {
        String name = "%s in namespace %s"
                .formatted(workload.id().display(), workload.id().namespace());
        return switch (workload.id().kind()) {
            case "cronjob" ->
                "%s has %s%s."
                        .formatted(
                                name,
                                Words.count(workload.current(), "active job"),
                                workload.paused() ? " and is suspended" : "");
            case "job" ->
                "%s has %d of %s done, %d active%s."
                        .formatted(
                                name,
                                workload.ready(),
                                Words.count(workload.desired(), "completion"),
                                workload.current(),
                                workload.rollout() instanceof RolloutState.Stuck(String reason)
                                        ? "; it failed: " + reason
                                        : "");
            case "daemonset" ->
                "%s should run on %s: %d ready, %d up to date, %d available."
                        .formatted(
                                name,
                                Words.count(workload.desired(), "node"),
                                workload.ready(),
                                workload.updated(),
                                workload.available());
            default ->
                "%s has %s: %d ready, %d up to date, %d available%s."
                        .formatted(
                                name,
                                Words.count(workload.desired(), "replica"),
                                workload.ready(),
                                workload.updated(),
                                workload.available(),
                                workload.paused() ? "; its rollout is paused" : "");
        };
    }

    /// See [WorkloadTally#summary].
    static String summary(List<WorkloadView> workloads, String where) {
        var tally = new WorkloadTally();
        workloads.forEach(tally::add);
        return tally.summary(where);
    }

    static Block.Table toTable(List<WorkloadView> workloads, boolean everywhere, Instant now) {
        var header = new ArrayList<>(List.of("NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"));
        if (everywhere) {
            header.addFirst("NAMESPACE");
        }
        List<List<String>> rows = workloads.stream()
                .sorted(Comparator.comparing(WorkloadView::healthy)
                        .thenComparing(workload -> workload.id().namespace())
                        .thenComparing(workload -> workload.id().kind())
                        .thenComparing(workload -> workload.id().name()))
                .limit(ROWS)
                .map(workload -> row(workload, everywhere, now))
                .toList();
        return new Block.Table(header, rows, workloads.size() - rows.size());
    }

    private static List<String> row(WorkloadView workload, boolean everywhere, Instant now) {
        var row = new ArrayList<String>();
        if (everywhere) {
            row.add(workload.id().namespace());
        }
        boolean job = workload.id().kind().endsWith("job");
        row.add(workload.id().display());
        row.add(workload.id().kind().equals("cronjob") ? "-" : workload.ready() + "/" + workload.desired());
        row.add(job ? "-" : String.valueOf(workload.updated()));
        row.add(job ? "-" : String.valueOf(workload.available()));
        row.add(Age.of(workload.created(), now));
        return row;
    }
}
