package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The autoscalers that set a workload's number of pods, and will do so again.
final class Autoscalers {
    private final Cluster cluster;

    Autoscalers(Cluster cluster) {
        this.cluster = cluster;
    }

    /// `the autoscaler hpa/web (2 to 5 pods)` for each of them.
    List<String> of(WorkloadName workload) {
        var found = new ArrayList<String>();
        try {
            KnownKinds.find("hpa")
                    .ifPresent(kind -> cluster.forEachObject(kind, workload.namespace(), "", autoscaler -> {
                        if (targets(autoscaler, workload)) {
                            found.add(display(autoscaler));
                        }
                    }));
        } catch (ClusterException e) {
            switch (e.code()) {
                // A note is not worth failing for.
                case FORBIDDEN, SERVER_ERROR, INVALID, CONFLICT -> found.clear();
                case UNREACHABLE, UNAUTHORIZED -> throw e;
            }
        }
        return found;
    }

    private static boolean targets(JsonNode autoscaler, WorkloadName workload) {
        JsonNode target = autoscaler.path("spec").path("scaleTargetRef");
        return target.path("kind").asString("").equalsIgnoreCase(workload.kind())
                && target.path("name").asString("").equals(workload.name());
    }

    private static String display(JsonNode autoscaler) {
        JsonNode spec = autoscaler.path("spec");
        return "the autoscaler hpa/%s (%d to %d pods)"
                .formatted(
                        autoscaler.path("metadata").path("name").asString(""),
                        spec.path("minReplicas").asInt(1),
                        spec.path("maxReplicas").asInt(0));
    }
}
