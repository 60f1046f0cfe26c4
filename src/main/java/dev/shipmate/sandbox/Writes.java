package dev.shipmate.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Creates, updates and deletes. With `dryRun=All` everything is checked and answered, and nothing is stored.
final class Writes {
    private final Store store;
    private final Clock clock;

    Writes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    ApiResponse create(Target target, ApiRequest request) {
        ResourceType type = target.type();
        ObjectNode json = request.object();
        ObjectNode metadata = json.withObject("/metadata");
        if (metadata.path("name").asString("").isEmpty()
                && !metadata.path("generateName").asString("").isEmpty()) {
            String suffix = UUID.randomUUID().toString().substring(0, 5);
            metadata.put("name", metadata.path("generateName").asString() + suffix);
        }
        if (type.namespaced()) {
            metadata.put("namespace", target.namespace());
        }
        return store.locked(() -> {
            if (type.namespaced()
                    && store.find(ResourceTypes.NAMESPACE, "", target.namespace())
                            .isEmpty()) {
                throw ApiProblem.notFound(ResourceTypes.NAMESPACE, target.namespace());
            }
            var created = new Resource(type, json);
            Validation.check(created);
            if (store.find(created.key()).isPresent()) {
                throw ApiProblem.alreadyExists(type, created.name());
            }
            Defaults.fill(json, type);
            metadata.put("uid", UUID.randomUUID().toString())
                    .put("creationTimestamp", Resource.time(clock.instant()))
                    .put("generation", 1);
            return new ApiResponse.Json(201, stored(created, request.dryRun()));
        });
    }

    ApiResponse put(Target target, ApiRequest request) {
        ObjectNode given = request.object();
        return update(target, request.dryRun(), _ -> {
            if (!given.at("/metadata/name").asString("").equals(target.name())) {
                throw ApiProblem.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                        .formatted(given.at("/metadata/name").asString(""), target.name()));
            }
            return given;
        });
    }

    ApiResponse patch(Target target, ApiRequest request) {
        boolean apply = request.contentType().contains("apply-patch");
        return apply && store.find(target.key()).isEmpty()
                ? create(target, request)
                : update(target, request.dryRun(), before -> Patches.apply(before, request));
    }

    private ApiResponse update(Target target, boolean dryRun, UnaryOperator<ObjectNode> change) {
        return store.locked(() -> {
            Resource before =
                    store.find(target.key()).orElseThrow(() -> ApiProblem.notFound(target.type(), target.name()));
            ObjectNode json = change.apply(before.copy());
            requireUnmodified(before, json);
            boolean status = target.subresource().equals("status");
            ObjectNode next = status ? before.copy() : json;
            keepMetadata(before, next);
            next.remove("status");
            JsonNode state = status ? json.path("status") : before.at("/status");
            if (!state.isMissingNode()) {
                next.set("status", state);
            }
            var after = new Resource(target.type(), next);
            Defaults.fill(next, target.type());
            Validation.check(after);
            Validation.checkUpdate(before, after);
            if (next.equals(before.json())) {
                return ApiResponse.ok(before.json());
            }
            if (!next.path("spec").equals(before.at("/spec"))) {
                next.withObject("/metadata").put("generation", before.generation() + 1);
            }
            return ApiResponse.ok(stored(after, dryRun));
        });
    }

    private static void requireUnmodified(Resource before, ObjectNode json) {
        String version = json.at("/metadata/resourceVersion").asString("");
        if (!version.isEmpty() && !version.equals(before.text("/metadata/resourceVersion"))) {
            throw ApiProblem.modified(before.type(), before.name());
        }
        requireUid(before, json.at("/metadata/uid").asString(""));
    }

    private static void requireUid(Resource before, String uid) {
        if (!uid.isEmpty() && !uid.equals(before.uid())) {
            throw ApiProblem.conflict(
                    before.type(),
                    before.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, before.uid()));
        }
    }

    private static void keepMetadata(Resource before, ObjectNode next) {
        ObjectNode metadata = next.withObject("/metadata");
        for (String field : List.of(
                "name",
                "namespace",
                "uid",
                "creationTimestamp",
                "generation",
                "resourceVersion",
                "deletionTimestamp")) {
            JsonNode kept = before.at("/metadata").path(field);
            if (kept.isMissingNode()) {
                metadata.remove(field);
            } else {
                metadata.set(field, kept);
            }
        }
        next.put("kind", before.type().kind()).put("apiVersion", before.type().apiVersion());
    }

    private ObjectNode stored(Resource resource, boolean dryRun) {
        return dryRun
                ? resource.json()
                : store.put(resource.type(), resource.json()).json();
    }

    ApiResponse delete(Target target, ApiRequest request) {
        ObjectNode options = request.hasBody() ? request.object() : ApiRequest.JSON.createObjectNode();
        return store.locked(() -> {
            Resource found =
                    store.find(target.key()).orElseThrow(() -> ApiProblem.notFound(target.type(), target.name()));
            requireUid(found, options.at("/preconditions/uid").asString(""));
            String version = options.at("/preconditions/resourceVersion").asString("");
            if (!version.isEmpty() && !version.equals(found.text("/metadata/resourceVersion"))) {
                throw ApiProblem.modified(target.type(), target.name());
            }
            Deletion deletion = Deletion.of(request, options);
            if (!request.dryRun()) {
                deletion.apply(store, found, clock.instant());
            }
            return ApiResponse.ok(
                    deletion.graceful(found) ? deletion.marked(found, clock.instant()) : Deletion.success(found));
        });
    }

    ApiResponse deleteAll(Target target, ApiRequest request) {
        ObjectNode options = request.hasBody() ? request.object() : ApiRequest.JSON.createObjectNode();
        Predicate<Resource> selected = Selectors.of(target.type(), request);
        Deletion deletion = Deletion.of(request, options);
        return store.locked(() -> {
            ObjectNode list = ApiRequest.JSON.createObjectNode();
            list.put("kind", target.type().kind() + "List")
                    .put("apiVersion", target.type().apiVersion());
            list.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
            var items = list.putArray("items");
            store.list(target.type(), target.namespace()).stream()
                    .filter(selected)
                    .forEach(found -> {
                        items.add(found.json());
                        if (!request.dryRun()) {
                            deletion.apply(store, found, clock.instant());
                        }
                    });
            return ApiResponse.ok(list);
        });
    }

    ApiResponse scale(Target target, ApiRequest request) {
        if (request.method().equals("GET")) {
            Resource found =
                    store.find(target.key()).orElseThrow(() -> ApiProblem.notFound(target.type(), target.name()));
            return ApiResponse.ok(Scale.of(found));
        }
        var whole = new Target(target.type(), target.namespace(), target.name(), "");
        ApiResponse response = update(whole, request.dryRun(), before -> {
            ObjectNode scale = Scale.of(new Resource(target.type(), before));
            ObjectNode changed = request.method().equals("PUT") ? request.object() : Patches.apply(scale, request);
            int replicas = changed.at("/spec/replicas").asInt(0);
            Validation.replicas(new Resource(Scale.TYPE, scale), replicas);
            before.withObject("/spec").put("replicas", replicas);
            ObjectNode metadata = before.withObject("/metadata");
            metadata.set("resourceVersion", changed.at("/metadata/resourceVersion"));
            if (!changed.at("/metadata/resourceVersion").isString()) {
                metadata.remove("resourceVersion");
            }
            return before;
        });
        return response instanceof ApiResponse.Json changed && changed.body() instanceof ObjectNode json
                ? ApiResponse.ok(Scale.of(new Resource(target.type(), json)))
                : response;
    }
}
