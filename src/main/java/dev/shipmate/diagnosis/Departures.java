package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/// Objects that were told to go and are still there.
final class Departures {
    private static final int MOST = 1_000;

    private final Queue<Departure> found = new ConcurrentLinkedQueue<>();
    private final Set<String> objects = ConcurrentHashMap.newKeySet();
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();

    /// @param due when it was to be gone at the latest, if nothing held it: a pod is left its grace period
    /// @param node where a pod runs; empty for others
    /// @param finalizers what must happen first, by name
    record Departure(
            ResourceKind kind, String namespace, String name, Instant due, String node, List<String> finalizers) {
        Departure {
            finalizers = List.copyOf(finalizers);
        }

        String display() {
            return kind.singular() + "/" + name;
        }
    }

    /// From several threads at once.
    void see(ResourceKind kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        if (!metadata.has("deletionTimestamp") || found.size() >= MOST) {
            return;
        }
        var departure = new Departure(
                kind,
                Objects.namespace(object),
                Objects.name(object),
                WorkloadFacts.time(metadata.path("deletionTimestamp")),
                kind.equals(KnownKinds.PODS)
                        ? object.path("spec").path("nodeName").asString("")
                        : "",
                metadata.path("finalizers")
                        .valueStream()
                        .map(finalizer -> finalizer.asString(""))
                        .toList());
        found.add(departure);
        objects.add(Lead.object(departure.namespace(), departure.display()));
        if (kind.equals(KnownKinds.NAMESPACES)) {
            namespaces.add(departure.name());
        }
    }

    List<Departure> all() {
        return List.copyOf(found);
    }

    /// Whether the object, or its whole namespace, is on its way out: what it lacks then is no trouble.
    boolean include(String namespace, String object) {
        return namespaces.contains(namespace) || objects.contains(Lead.object(namespace, object));
    }
}
