package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// A horizontal pod autoscaler: what it scales, how far, and what it says of that.
record AutoscalerFacts(String namespace, String name, Instant created, JsonNode spec, JsonNode status) {
    static AutoscalerFacts of(JsonNode json) {
        return new AutoscalerFacts(
                Objects.namespace(json),
                Objects.name(json),
                WorkloadFacts.created(json.path("metadata")),
                json.path("spec"),
                json.path("status"));
    }

    String display() {
        return "horizontalpodautoscaler/" + name;
    }

    ObjectName object() {
        return new ObjectName(KnownKinds.AUTOSCALERS, namespace, name);
    }

    /// `deployment`
    String targetKind() {
        return spec.at("/scaleTargetRef/kind").asString("").toLowerCase(Locale.ROOT);
    }

    String targetName() {
        return spec.at("/scaleTargetRef/name").asString("");
    }

    String target() {
        return targetKind() + "/" + targetName();
    }

    int least() {
        return spec.path("minReplicas").asInt(1);
    }

    int most() {
        return spec.path("maxReplicas").asInt(1);
    }

    int current() {
        return status.path("currentReplicas").asInt(0);
    }

    int desired() {
        return status.path("desiredReplicas").asInt(0);
    }

    boolean hasScaled() {
        return status.has("lastScaleTime");
    }

    boolean targets(WorkloadFacts workload) {
        return workload.id().namespace().equals(namespace)
                && workload.id().display().equals(target());
    }

    /// @param since when it became so
    record Said(String type, boolean so, String reason, String message, Instant since) {
        Evidence evidence() {
            return Evidence.field(
                            "status.conditions[%s]".formatted(type),
                            "%s is %s (%s): %s".formatted(type, so ? "True" : "False", reason, message))
                    .at(since);
        }
    }

    Optional<Said> said(String type) {
        return status.path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type)
                        && !condition.path("status").asString("").equals("Unknown"))
                .map(condition -> new Said(
                        type,
                        condition.path("status").asString("").equals("True"),
                        condition.path("reason").asString(""),
                        condition.path("message").asString(""),
                        WorkloadFacts.time(condition.path("lastTransitionTime"))))
                .findFirst();
    }

    /// The share of its request that a pod is to use of `cpu` or `memory`, in percent; nothing when it has no such
    /// goal.
    OptionalInt goal(String resource) {
        return spec.path("metrics")
                .valueStream()
                .flatMap(metric -> List.of(metric.path("resource"), metric.path("containerResource")).stream())
                .filter(source -> source.path("name").asString("").equals(resource)
                        && source.path("target").has("averageUtilization"))
                .mapToInt(source -> source.at("/target/averageUtilization").asInt(0))
                .filter(percent -> percent > 0)
                .findFirst();
    }

    /// How many times its goal the worst of its measures is; nothing when none can be compared.
    OptionalDouble excess() {
        return status.path("currentMetrics")
                .valueStream()
                .mapToDouble(measured -> excess(measured))
                .filter(ratio -> ratio > 0)
                .max();
    }

    private double excess(JsonNode measured) {
        for (String source : List.of("resource", "containerResource", "pods")) {
            JsonNode current = measured.path(source).path("current");
            for (JsonNode wanted : spec.path("metrics")) {
                JsonNode target = wanted.path(source).path("target");
                boolean same =
                        !target.isMissingNode() && name(wanted.path(source)).equals(name(measured.path(source)));
                if (same && target.has("averageUtilization")) {
                    return ratio(
                            current.path("averageUtilization").asDouble(0),
                            target.path("averageUtilization").asDouble(0));
                }
                if (same && target.has("averageValue")) {
                    return ratio(
                            (double) Quantity.millicores(
                                    current.path("averageValue").asString("")),
                            (double) Quantity.millicores(
                                    target.path("averageValue").asString("")));
                }
            }
        }
        return 0;
    }

    private static String name(JsonNode source) {
        return source.path("name").asString(source.at("/metric/name").asString(""));
    }

    private static double ratio(double current, double target) {
        return target > 0 ? current / target : 0;
    }
}
