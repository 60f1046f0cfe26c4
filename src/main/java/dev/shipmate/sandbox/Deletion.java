package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How an object is to be deleted.
///
/// @param graceSeconds how long a pod may take to stop; empty for what the pod says
/// @param orphan whether what the object owns stays
record Deletion(OptionalLong graceSeconds, boolean orphan) {
    static final Deletion PLAIN = new Deletion(OptionalLong.empty(), false);

    static Deletion of(ApiRequest request, ObjectNode options) {
        String policy = options.path("propagationPolicy").asString(request.parameter("propagationPolicy"));
        long grace = options.path("gracePeriodSeconds").asLong(request.number("gracePeriodSeconds", -1));
        return new Deletion(grace < 0 ? OptionalLong.empty() : OptionalLong.of(grace), policy.equals("Orphan"));
    }

    /// Pods on a node stop first; namespaces are emptied first.
    boolean graceful(Resource resource) {
        return switch (resource.type().kind()) {
            case "Namespace" -> true;
            case "Pod" ->
                !resource.text("/spec/nodeName").isEmpty()
                        && !(graceSeconds.isPresent() && graceSeconds.getAsLong() == 0);
            default -> false;
        };
    }

    /// Removes the object, or marks it so that the controllers do. What it owns is theirs to collect.
    void apply(Store store, Resource resource, Instant now) {
        if (orphan) {
            store.all().stream()
                    .filter(other ->
                            other.controller().filter(resource.uid()::equals).isPresent())
                    .forEach(owned -> store.put(owned.type(), freed(owned)));
        }
        if (!graceful(resource)) {
            store.remove(resource.key());
        } else if (resource.deleted().isEmpty()) {
            store.put(resource.type(), marked(resource, now));
        }
    }

    ObjectNode marked(Resource resource, Instant now) {
        ObjectNode marked = resource.copy();
        if (resource.deleted().isEmpty()) {
            marked.withObject("/metadata")
                    .put("deletionTimestamp", Resource.time(now))
                    .put("deletionGracePeriodSeconds", graceSeconds.orElse(30));
        }
        if (resource.type().equals(ResourceTypes.NAMESPACE)) {
            marked.withObject("/status").put("phase", "Terminating");
        }
        return marked;
    }

    static ObjectNode success(Resource resource) {
        ObjectNode status =
                ApiRequest.JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        ObjectNode details = status.put("status", "Success").putObject("details");
        details.put("name", resource.name());
        if (!resource.type().group().isEmpty()) {
            details.put("group", resource.type().group());
        }
        details.put("kind", resource.type().plural()).put("uid", resource.uid());
        return status;
    }

    private static ObjectNode freed(Resource owned) {
        ObjectNode json = owned.copy();
        ((ArrayNode) json.at("/metadata/ownerReferences")).removeAll();
        return json;
    }
}
