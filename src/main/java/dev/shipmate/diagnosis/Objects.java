package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects of kinds that a cluster has few of, as the API server keeps them, without what no rule reads.
final class Objects {
    /// Those of a namespace.
    static final List<ResourceKind> SPACED = List.of(
            KnownKinds.AUTOSCALERS, KnownKinds.DISRUPTION_BUDGETS, KnownKinds.INGRESSES, KnownKinds.NETWORK_POLICIES);

    /// Those of the whole cluster.
    static final List<ResourceKind> WIDE = List.of(
            KnownKinds.NODES,
            KnownKinds.NAMESPACES,
            KnownKinds.VOLUMES,
            KnownKinds.STORAGE_CLASSES,
            KnownKinds.INGRESS_CLASSES,
            KnownKinds.VALIDATING_WEBHOOKS,
            KnownKinds.MUTATING_WEBHOOKS,
            KnownKinds.API_SERVICES);

    private final Map<ResourceKind, List<JsonNode>> found = new ConcurrentHashMap<>();

    /// From several threads at once, but each kind from one.
    void add(ResourceKind kind, JsonNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
            if (metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
            }
        }
        if (object.path("status") instanceof ObjectNode status) {
            status.remove("images");
        }
        found.computeIfAbsent(kind, _ -> new ArrayList<>()).add(object);
    }

    Stream<JsonNode> of(ResourceKind kind) {
        return found.getOrDefault(kind, List.of()).stream();
    }

    /// Those of one namespace.
    Stream<JsonNode> of(ResourceKind kind, String namespace) {
        return of(kind).filter(object -> namespace(object).equals(namespace));
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asString("");
    }

    static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asString("");
    }
}
