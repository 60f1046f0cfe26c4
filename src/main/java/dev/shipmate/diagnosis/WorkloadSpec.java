package dev.shipmate.diagnosis;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What a workload's specification asks for, beside how many pods.
///
/// @param changed when the specification was last changed; `Instant.EPOCH` when nothing says so
/// @param service the Service that gives a stateful set's pods their names; empty for others
/// @param ordered whether a stateful set makes its pods one after the other
/// @param counter who set how many pods there are to be, by the name of the program; empty when it was a scaling
/// @param requests by container, the resources that it asks for or is limited in
record WorkloadSpec(
        Instant changed, String service, boolean ordered, String counter, Map<String, Set<String>> requests) {
    WorkloadSpec {
        requests = Map.copyOf(requests);
    }

    static WorkloadSpec of(JsonNode workload) {
        JsonNode spec = workload.path("spec");
        boolean numbered = spec.has("serviceName");
        return new WorkloadSpec(
                changed(workload.path("metadata")),
                spec.path("serviceName").asString(""),
                numbered && !spec.path("podManagementPolicy").asString("").equals("Parallel"),
                counter(workload.path("metadata")),
                requests(spec.at("/template/spec/containers")));
    }

    /// What only the status was written for is no change.
    private static Instant changed(JsonNode metadata) {
        return metadata.path("managedFields")
                .valueStream()
                .filter(entry -> !entry.path("subresource").asString("").equals("status"))
                .map(entry -> WorkloadFacts.time(entry.path("time")))
                .max(Comparator.naturalOrder())
                .orElse(WorkloadFacts.created(metadata));
    }

    /// A scaling, by hand or by an autoscaler, is a write to a part of the object.
    private static String counter(JsonNode metadata) {
        return metadata.path("managedFields")
                .valueStream()
                .filter(entry -> entry.path("subresource").asString("").isEmpty()
                        && entry.at("/fieldsV1/f:spec").has("f:replicas"))
                .map(entry -> entry.path("manager").asString(""))
                .findFirst()
                .orElse("");
    }

    /// A limit without a request is the request.
    private static Map<String, Set<String>> requests(JsonNode containers) {
        var requests = new HashMap<String, Set<String>>();
        containers.forEach(container -> {
            JsonNode resources = container.path("resources");
            var names = new TreeSet<>(resources.path("requests").propertyNames());
            names.addAll(resources.path("limits").propertyNames());
            requests.put(container.path("name").asString(""), Set.copyOf(names));
        });
        return requests;
    }
}
