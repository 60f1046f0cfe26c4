package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.cluster.Write;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lets the controller of a workload try at once to make the pods that were refused.
///
/// After each refusal it waits twice as long, up to a quarter of an hour, and hears nothing of a quota that was raised
/// meanwhile or of a policy that was mended: until it tries, the workload looks as refused as before. An annotation on
/// the workload makes it look; the pod template stays as it is, so no pod is replaced.
final class CreationRetry {
    private static final String ANNOTATION = "shipmate.dev/retried-at";

    private final Cluster cluster;
    private final Clock clock;

    CreationRetry(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /// Does nothing for a workload that has its pods. Who may not change it waits for the controller's own next try.
    void of(WorkloadView workload) {
        if (!isRefused(workload)) {
            return;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .putObject("annotations")
                .put(ANNOTATION, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        var object = new ObjectName(
                KnownKinds.find(workload.id().kind()).orElseThrow(),
                workload.id().namespace(),
                workload.id().name());
        try {
            cluster.writes(Write.STORED).patch(object, Patch.strategic(patch));
        } catch (ClusterException _) {
            // It is the waiting that matters, and it says what it sees.
        }
    }

    /// Only a deployment tells it in a condition; the others are just short of pods.
    private static boolean isRefused(WorkloadView workload) {
        return workload.id().kind().equals("deployment")
                ? workload.refusal().isPresent()
                : workload.current() < workload.desired();
    }
}
