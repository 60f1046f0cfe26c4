package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadName;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Patches of the workload behind a pod. A job's template is fixed, and a pod alone has none: for these there is no
/// remedy.
final class PatchTemplate {
    private static final Set<String> KINDS = Set.of("deployment", "statefulset", "daemonset");

    private PatchTemplate() {}

    /// The workload whose template can be changed.
    static Optional<WorkloadName> workload(PodView pod) {
        String owner = pod.owner();
        int slash = owner.indexOf('/');
        return slash > 0 && KINDS.contains(owner.substring(0, slash))
                ? Optional.of(new WorkloadName(owner.substring(0, slash), pod.namespace(), owner.substring(slash + 1)))
                : Optional.empty();
    }

    /// Changes some fields of one container.
    static Optional<Remedy> container(Suspect suspect, String title, String container, ObjectNode fields) {
        boolean init = suspect.json()
                .path("spec")
                .path("initContainers")
                .valueStream()
                .anyMatch(it -> it.path("name").asString("").equals(container));
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        ObjectNode named = spec.putArray(init ? "initContainers" : "containers").addObject();
        named.put("name", container);
        named.setAll(fields);
        return spec(suspect, title, spec);
    }

    /// Changes some fields of the pods' specification.
    static Optional<Remedy> spec(Suspect suspect, String title, JsonNode fields) {
        return workload(suspect.pod()).map(workload -> spec(workload, title, fields));
    }

    static Remedy spec(WorkloadName workload, String title, JsonNode fields) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("template").set("spec", fields);
        return new Remedy.PatchObject(title, object(workload), patch.toString());
    }

    static Remedy replicas(WorkloadName workload, int replicas) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("replicas", replicas);
        return new Remedy.PatchObject(
                "Scale %s to %d".formatted(workload.display(), replicas), object(workload), patch.toString());
    }

    static ObjectName object(WorkloadName workload) {
        return new ObjectName(KnownKinds.find(workload.kind()).orElseThrow(), workload.namespace(), workload.name());
    }
}
