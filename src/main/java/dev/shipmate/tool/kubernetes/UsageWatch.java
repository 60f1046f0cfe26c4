package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.monitoring.Observation;
import dev.shipmate.monitoring.UsageSamples;
import dev.shipmate.tool.Invocation;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Watches for a while what the pods of a workload use.
final class UsageWatch {
    private final Cluster cluster;
    private final Targets targets;
    private final MeasuringPace pace;

    UsageWatch(Cluster cluster, Targets targets, MeasuringPace pace) {
        this.cluster = cluster;
        this.targets = targets;
        this.pace = pace;
    }

    Observation observe(WorkloadView workload, Invocation invocation) {
        Set<String> pods = new HashSet<>();
        targets.forEachPod(workload, pod -> add(pods, pod));
        if (pods.isEmpty()) {
            return new Observation.Unmeasured(
                    "%s has no running pods".formatted(workload.id().display()));
        }
        var samples = new UsageSamples();
        try {
            for (int i = 0; i < pace.times(); i++) {
                if (i > 0) {
                    pause(workload, i, invocation);
                }
                cluster.metrics().forEachPod(workload.id().namespace(), workload.selector(), usage -> {
                    if (pods.contains(usage.name())) {
                        samples.add(usage);
                    }
                });
                if (samples.isEmpty()) {
                    return new Observation.Unmeasured(why());
                }
            }
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN -> new Observation.Unmeasured("you may not read the metrics of pods here");
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
        return new Observation.Measured(samples.observed());
    }

    private static void add(Set<String> pods, PodView pod) {
        if (!pod.completed() && !pod.terminating()) {
            pods.add(pod.name());
        }
    }

    private String why() {
        String absence = cluster.metrics().absence();
        return absence.isEmpty()
                ? "there are no measurements of its pods yet; a new pod is measured after about a minute"
                : Character.toLowerCase(absence.charAt(0)) + absence.substring(1);
    }

    private void pause(WorkloadView workload, int done, Invocation invocation) {
        invocation
                .progress()
                .accept("Measuring what %s uses: %d of %d"
                        .formatted(workload.id().display(), done, pace.times()));
        try {
            Thread.sleep(pace.between());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Stopped while measuring.");
        }
    }
}
