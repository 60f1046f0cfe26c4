package dev.shipmate.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The kinds that the API server knows, custom resources too, read at first use.
final class Discovery {
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    private final Connection connection;
    private final AtomicReference<List<ResourceKind>> kinds = new AtomicReference<>(List.of());

    Discovery(Connection connection) {
        this.connection = connection;
    }

    /// The kind that a user's word means. Kinds that every Kubernetes has cost no request; a word that is unknown makes
    /// the list fresh, since its definition may be new.
    Optional<ResourceKind> find(String word) {
        return KnownKinds.find(word).or(() -> find(word, kinds.get())).or(() -> find(word, refreshed()));
    }

    List<ResourceKind> all() {
        List<ResourceKind> known = kinds.get();
        return known.isEmpty() ? refreshed() : known;
    }

    private static Optional<ResourceKind> find(String word, List<ResourceKind> kinds) {
        return kinds.stream().filter(kind -> kind.isCalled(word)).findFirst();
    }

    private List<ResourceKind> refreshed() {
        List<ResourceKind> fresh =
                Parallel.all(List.<Callable<List<ResourceKind>>>of(this::core, this::groups)).stream()
                        .flatMap(List::stream)
                        .toList();
        kinds.set(fresh);
        return fresh;
    }

    private List<ResourceKind> core() {
        JsonNode answer = fetch("/api", AGGREGATED);
        return isAggregated(answer) ? aggregated(answer) : plain("", "v1", fetch("/api/v1", Connection.JSON));
    }

    private List<ResourceKind> groups() {
        JsonNode answer = fetch("/apis", AGGREGATED);
        if (isAggregated(answer)) {
            return aggregated(answer);
        }
        List<Callable<List<ResourceKind>>> requests = answer.path("groups")
                .valueStream()
                .<Callable<List<ResourceKind>>>map(group -> () -> {
                    String name = group.path("name").asString("");
                    String version =
                            group.path("preferredVersion").path("version").asString("");
                    return plain(name, version, fetch("/apis/" + name + "/" + version, Connection.JSON));
                })
                .toList();
        return Parallel.all(requests).stream().flatMap(List::stream).toList();
    }

    /// A group whose own server is down must not hide the others.
    private JsonNode fetch(String path, String accept) {
        try {
            return connection
                    .find(ApiPath.of(path, "list the kinds of resources"), accept)
                    .orElse(Connection.MAPPER.missingNode());
        } catch (ClusterException e) {
            return switch (e.code()) {
                case SERVER_ERROR, FORBIDDEN, INVALID, CONFLICT -> Connection.MAPPER.missingNode();
                case UNREACHABLE, UNAUTHORIZED -> throw e;
            };
        }
    }

    private static boolean isAggregated(JsonNode answer) {
        return answer.path("kind").asString("").equals("APIGroupDiscoveryList");
    }

    private static List<ResourceKind> aggregated(JsonNode answer) {
        var kinds = new ArrayList<ResourceKind>();
        for (JsonNode group : answer.path("items")) {
            String name = group.path("metadata").path("name").asString("");
            JsonNode version = group.path("versions").path(0);
            for (JsonNode resource : version.path("resources")) {
                kinds.add(new ResourceKind(
                        name,
                        version.path("version").asString(""),
                        resource.path("resource").asString(""),
                        resource.path("singularResource").asString(""),
                        resource.path("responseKind").path("kind").asString(""),
                        texts(resource.path("shortNames")).toList(),
                        resource.path("scope").asString("").equals("Namespaced")));
            }
        }
        return kinds;
    }

    private static List<ResourceKind> plain(String group, String version, JsonNode answer) {
        return answer.path("resources")
                .valueStream()
                .filter(resource -> !resource.path("name").asString("").contains("/"))
                .map(resource -> new ResourceKind(
                        group,
                        version,
                        resource.path("name").asString(""),
                        resource.path("singularName").asString(""),
                        resource.path("kind").asString(""),
                        texts(resource.path("shortNames")).toList(),
                        resource.path("namespaced").asBoolean(false)))
                .toList();
    }

    private static Stream<String> texts(JsonNode array) {
        return array.valueStream().map(text -> text.asString(""));
    }
}
