package dev.shipmate.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Makes a [WorkloadView] from the JSON of a workload.
final class WorkloadReader {
    private WorkloadReader() {}

    static WorkloadView read(ResourceKind kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        var id = new WorkloadName(
                kind.singular(),
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""));
        Counts counts = counts(kind, spec, status);
        JsonNode template = kind.equals(KnownKinds.CRON_JOBS)
                ? spec.path("jobTemplate").path("spec").path("template")
                : spec.path("template");
        return new WorkloadView(
                id,
                counts.desired,
                counts.current,
                counts.ready,
                counts.updated,
                counts.available,
                metadata.path("generation").asLong(0),
                status.path("observedGeneration").asLong(0),
                spec.path("paused").asBoolean(false) || spec.path("suspend").asBoolean(false),
                selector(spec.path("selector")),
                images(template),
                Condition.listOf(object),
                Times.of(metadata.path("creationTimestamp")));
    }

    private record Counts(int desired, int current, int ready, int updated, int available) {}

    private static Counts counts(ResourceKind kind, JsonNode spec, JsonNode status) {
        return switch (kind.singular()) {
            case "daemonset" ->
                new Counts(
                        status.path("desiredNumberScheduled").asInt(0),
                        status.path("currentNumberScheduled").asInt(0),
                        status.path("numberReady").asInt(0),
                        status.path("updatedNumberScheduled").asInt(0),
                        status.path("numberAvailable").asInt(0));
            case "job" -> {
                int succeeded = status.path("succeeded").asInt(0);
                yield new Counts(
                        spec.path("completions").asInt(1), status.path("active").asInt(0), succeeded, 0, 0);
            }
            case "cronjob" -> new Counts(0, status.path("active").size(), 0, 0, 0);
            default ->
                new Counts(
                        spec.path("replicas").asInt(1),
                        status.path("replicas").asInt(0),
                        status.path("readyReplicas").asInt(0),
                        status.path("updatedReplicas").asInt(0),
                        status.path("availableReplicas").asInt(0));
        };
    }

    /// A selector as the API server's `labelSelector` parameter wants it.
    static String selector(JsonNode selector) {
        var terms = new ArrayList<String>();
        selector.path("matchLabels")
                .properties()
                .forEach(label ->
                        terms.add(label.getKey() + "=" + label.getValue().asString("")));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asString("");
            String values = expression
                    .path("values")
                    .valueStream()
                    .map(value -> value.asString(""))
                    .collect(Collectors.joining(",", "(", ")"));
            terms.add(
                    switch (expression.path("operator").asString("")) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return String.join(",", terms);
    }

    static List<WorkloadView.ContainerImage> images(JsonNode template) {
        return template.path("spec")
                .path("containers")
                .valueStream()
                .map(container -> new WorkloadView.ContainerImage(
                        container.path("name").asString(""),
                        container.path("image").asString("")))
                .toList();
    }
}
