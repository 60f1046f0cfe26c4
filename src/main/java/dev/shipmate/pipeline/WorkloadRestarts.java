package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.cluster.Write;
import dev.shipmate.image.ImageReference;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes the pods of a release anew, as `kubectl rollout restart` does.
final class WorkloadRestarts {
    private final Cluster cluster;
    private final String namespace;
    private final String selector;
    private final Clock clock;

    WorkloadRestarts(Cluster cluster, String namespace, String release, Clock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.selector = ReleasePods.label(release);
        this.clock = clock;
    }

    /// Restarts the workloads that use one of the images; a line for each.
    List<String> ofThoseThatUse(Set<String> references) {
        var facts = new ArrayList<String>();
        if (references.isEmpty()) {
            return facts;
        }
        Set<String> wanted =
                references.stream().map(one -> ImageReference.of(one).full()).collect(Collectors.toSet());
        for (ResourceKind kind : KnownKinds.ROLLED_OUT) {
            for (WorkloadView workload : cluster.workloads(kind, namespace, selector)) {
                boolean uses = workload.images().stream()
                        .anyMatch(one ->
                                wanted.contains(ImageReference.of(one.image()).full()));
                if (uses) {
                    restart(kind, workload);
                    facts.add("%s was restarted, because its image was built anew under the same name"
                            .formatted(workload.id().display()));
                }
            }
        }
        return facts;
    }

    private void restart(ResourceKind kind, WorkloadView workload) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec")
                .putObject("template")
                .putObject("metadata")
                .putObject("annotations")
                .put(
                        "kubectl.kubernetes.io/restartedAt",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        cluster.writes(Write.STORED)
                .patch(new ObjectName(kind, namespace, workload.id().name()), Patch.strategic(patch));
    }
}
