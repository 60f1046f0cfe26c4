package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.pipeline.FailureReport.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// How far the workloads of a release have rolled out.
final class ReleaseRollout {
    private static final int MOST = 20;

    private ReleaseRollout() {}

    static Section of(Cluster cluster, ReleaseName release) {
        List<Callable<List<WorkloadView>>> lists = KnownKinds.WORKLOADS.stream()
                .filter(kind -> !kind.equals(KnownKinds.CRON_JOBS))
                .<Callable<List<WorkloadView>>>map(
                        kind -> () -> cluster.workloads(kind, release.namespace(), ReleasePods.label(release.name())))
                .toList();
        var waiting = new ArrayList<String>();
        var done = new ArrayList<String>();
        for (WorkloadView workload :
                Parallel.all(lists).stream().flatMap(List::stream).toList()) {
            String name = workload.id().display();
            switch (workload.rollout()) {
                case RolloutState.Done() ->
                    done.add("%s: %d of %d ready".formatted(name, workload.ready(), workload.desired()));
                case RolloutState.Waiting(String progress) ->
                    waiting.add("%s: %s".formatted(name, progress) + refused(workload));
                case RolloutState.Stuck(String reason) ->
                    waiting.add("%s: stuck, %s".formatted(name, reason) + refused(workload));
                case RolloutState.Paused() -> waiting.add(name + ": paused");
            }
        }
        waiting.addAll(done);
        return new Section("rollout", ReportLines.first(waiting, MOST));
    }

    private static String refused(WorkloadView workload) {
        return workload.refusal()
                .map(message -> "; " + ReportLines.line(message))
                .orElse("");
    }
}
