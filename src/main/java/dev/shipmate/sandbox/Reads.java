package dev.shipmate.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gets and lists, in the shape that the client accepts: whole objects, their metadata, or a table.
final class Reads {
    private final Store store;
    private final Metrics metrics;
    private final Tables tables;

    Reads(Store store, Metrics metrics, Clock clock) {
        this.store = store;
        this.metrics = metrics;
        this.tables = new Tables(clock);
    }

    ApiResponse get(Target target, ApiRequest request) {
        Resource found = find(target);
        return ApiResponse.ok(shaped(List.of(found), request, () -> found.json()));
    }

    Resource find(Target target) {
        return metrics.serves(target.type())
                ? metrics.list(target.type(), target.namespace()).stream()
                        .filter(resource -> resource.name().equals(target.name()))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.notFound(target.type(), target.name()))
                : store.find(target.key()).orElseThrow(() -> ApiProblem.notFound(target.type(), target.name()));
    }

    List<Resource> all(Target target) {
        return metrics.serves(target.type())
                ? metrics.list(target.type(), target.namespace())
                : store.list(target.type(), target.namespace());
    }

    ApiResponse list(Target target, ApiRequest request) {
        Predicate<Resource> selected = Selectors.of(target.type(), request);
        long version = store.version();
        List<Resource> found = all(target).stream().filter(selected).toList();
        String start = decoded(request.parameter("continue"));
        List<Resource> rest = found.stream()
                .filter(resource -> place(resource).compareTo(start) > 0)
                .toList();
        int limit = Math.clamp(request.number("limit", 0), 0, Integer.MAX_VALUE);
        boolean whole = limit == 0 || rest.size() <= limit;
        List<Resource> page = whole ? rest : rest.subList(0, limit);
        ObjectNode metadata = ApiRequest.JSON.createObjectNode().put("resourceVersion", Long.toString(version));
        if (!whole) {
            metadata.put("continue", encoded(place(page.getLast())));
            metadata.put("remainingItemCount", rest.size() - limit);
        }
        JsonNode answer = shaped(page, request, () -> objects(target.type(), page));
        ((ObjectNode) answer).set("metadata", metadata);
        return ApiResponse.ok(answer);
    }

    /// One object as an item of a watch that asked for metadata or a table.
    ObjectNode item(Resource resource, ApiRequest request) {
        return (ObjectNode) shaped(List.of(resource), request, () -> resource.json());
    }

    private JsonNode shaped(List<Resource> resources, ApiRequest request, java.util.function.Supplier<JsonNode> plain) {
        String accept = request.accept();
        if (accept.contains("as=Table")) {
            return tables.render(resources, request.parameter("includeObject"));
        }
        if (accept.contains("as=PartialObjectMetadataList")) {
            ObjectNode list = ApiRequest.JSON.createObjectNode();
            list.put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
            ArrayNode items = list.putArray("items");
            resources.forEach(resource -> items.add(metadataOf(resource)));
            return list;
        }
        return accept.contains("as=PartialObjectMetadata") && resources.size() == 1
                ? metadataOf(resources.getFirst())
                : plain.get();
    }

    static ObjectNode metadataOf(Resource resource) {
        ObjectNode partial = ApiRequest.JSON.createObjectNode();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", resource.at("/metadata"));
        return partial;
    }

    private static ObjectNode objects(ResourceType type, List<Resource> page) {
        ObjectNode list = ApiRequest.JSON.createObjectNode();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        page.forEach(resource -> items.add(resource.json()));
        return list;
    }

    /// Where an object stands in a list. The zero sorts before every character that a name can have.
    private static String place(Resource resource) {
        return resource.namespace() + "\0" + resource.name();
    }

    private static String encoded(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.badRequest("continue key is not valid: illegal base64 data");
        }
    }
}
