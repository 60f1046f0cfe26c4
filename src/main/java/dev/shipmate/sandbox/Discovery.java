package dev.shipmate.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The documents that tell a client what the server is and which kinds it knows.
final class Discovery {
    private static final String AGGREGATED = "g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> READ_VERBS = List.of("get", "list");
    private static final Set<String> IN_ALL = Set.of(
            "pods",
            "services",
            "deployments",
            "replicasets",
            "statefulsets",
            "daemonsets",
            "jobs",
            "cronjobs",
            "horizontalpodautoscalers",
            "replicationcontrollers");

    private Discovery() {}

    /// The document at a path, if it is one of discovery's.
    static Optional<ApiResponse> find(ApiRequest request) {
        String path = request.path();
        boolean aggregated = request.accept().contains(AGGREGATED);
        return switch (path) {
            case "/version", "/version/" -> Optional.of(ApiResponse.ok(version()));
            case "/healthz", "/readyz", "/livez" -> Optional.of(new ApiResponse.Text(200, "ok"));
            case "/api", "/api/" -> Optional.of(aggregated ? aggregated(List.of("")) : ApiResponse.ok(coreVersions()));
            case "/apis", "/apis/" ->
                Optional.of(aggregated ? aggregated(ResourceTypes.groups()) : ApiResponse.ok(groups()));
            case "/api/v1" -> Optional.of(ApiResponse.ok(resources("", "v1")));
            default -> ofGroup(path.split("/"));
        };
    }

    private static Optional<ApiResponse> ofGroup(String[] parts) {
        if (parts.length < 3 || parts.length > 4 || !parts[1].equals("apis")) {
            return Optional.empty();
        }
        String group = parts[2];
        if (!ResourceTypes.groups().contains(group)) {
            return Optional.empty();
        }
        if (parts.length == 3) {
            return Optional.of(ApiResponse.ok(group(group)));
        }
        return ResourceTypes.in(group, parts[3]).isEmpty()
                ? Optional.empty()
                : Optional.of(ApiResponse.ok(resources(group, parts[3])));
    }

    private static ObjectNode version() {
        return object().put("major", "1")
                .put("minor", "35")
                .put("gitVersion", "v1.35.0+sandbox")
                .put("gitTreeState", "clean")
                .put("platform", "linux/amd64");
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private static ObjectNode groups() {
        ObjectNode list = object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        ResourceTypes.groups().forEach(group -> groups.add(group(group)));
        return list;
    }

    private static ObjectNode group(String name) {
        String version = ResourceTypes.version(name);
        ObjectNode group =
                object().put("kind", "APIGroup").put("apiVersion", "v1").put("name", name);
        group.putArray("versions")
                .addObject()
                .put("groupVersion", name + "/" + version)
                .put("version", version);
        group.putObject("preferredVersion")
                .put("groupVersion", name + "/" + version)
                .put("version", version);
        return group;
    }

    private static ObjectNode resources(String group, String version) {
        ObjectNode list = object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : ResourceTypes.in(group, version)) {
            ObjectNode resource = resources
                    .addObject()
                    .put("name", type.plural())
                    .put("singularName", type.singular())
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            verbs(type).forEach(resource.putArray("verbs")::add);
            lists(resource, type);
            for (String subresource : type.subresources()) {
                resources
                        .addObject()
                        .put("name", type.plural() + "/" + subresource)
                        .put("singularName", "")
                        .put("namespaced", type.namespaced())
                        .put("kind", subresource.equals("scale") ? "Scale" : type.kind())
                        .putArray("verbs")
                        .add("get");
            }
        }
        return list;
    }

    private static ApiResponse aggregated(List<String> groups) {
        ObjectNode list = object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        for (String group : groups) {
            String version = group.isEmpty() ? "v1" : ResourceTypes.version(group);
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!group.isEmpty()) {
                metadata.put("name", group);
            }
            ObjectNode versions = item.putArray("versions").addObject().put("version", version);
            versions.put("freshness", "Current");
            ArrayNode resources = versions.putArray("resources");
            for (ResourceType type : ResourceTypes.in(group, version)) {
                ObjectNode resource = resources
                        .addObject()
                        .put("resource", type.plural())
                        .put("singularResource", type.singular())
                        .put("scope", type.namespaced() ? "Namespaced" : "Cluster");
                resource.putObject("responseKind")
                        .put("group", group)
                        .put("version", version)
                        .put("kind", type.kind());
                verbs(type).forEach(resource.putArray("verbs")::add);
                lists(resource, type);
            }
        }
        // A client takes the document for the old form unless the type says so.
        return new ApiResponse.Json(200, list, "application/json;" + AGGREGATED);
    }

    private static void lists(ObjectNode resource, ResourceType type) {
        if (!type.shortNames().isEmpty()) {
            type.shortNames().forEach(resource.putArray("shortNames")::add);
        }
        boolean workload = IN_ALL.contains(type.plural()) && !type.group().equals("metrics.k8s.io");
        if (workload) {
            resource.putArray("categories").add("all");
        }
    }

    private static List<String> verbs(ResourceType type) {
        return type.group().equals("metrics.k8s.io") ? READ_VERBS : VERBS;
    }

    private static ObjectNode object() {
        return ApiRequest.JSON.createObjectNode();
    }
}
