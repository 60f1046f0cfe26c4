package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects of kinds that a cluster has few of, as the API server keeps them, without what no rule reads.
final class Objects {
    /// Those of a namespace.
    static final List<ResourceKind> SPACED = List.of(
            KnownKinds.AUTOSCALERS, KnownKinds.DISRUPTION_BUDGETS, KnownKinds.INGRESSES, KnownKinds.NETWORK_POLICIES);

    /// Workloads that run to an end, of which more is to be known than of others.
    static final List<ResourceKind> RUNS = List.of(KnownKinds.JOBS, KnownKinds.CRON_JOBS);

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

    /// The Secrets that Ingresses name, with nothing but the certificate in them.
    static final ResourceKind CERTIFICATES =
            new ResourceKind("", "v1", "secrets", "secret", "Secret", List.of("certificates"), true);

    static final ResourceKind GATEWAY_CLASSES = gateway("gatewayclasses", "gatewayclass", "GatewayClass", false);
    static final ResourceKind GATEWAYS = gateway("gateways", "gateway", "Gateway", true);
    static final ResourceKind HTTP_ROUTES = gateway("httproutes", "httproute", "HTTPRoute", true);

    private final Manifests manifests = new Manifests();
    private final Map<ResourceKind, List<JsonNode>> found = new ConcurrentHashMap<>();

    private static ResourceKind gateway(String plural, String singular, String kind, boolean spaced) {
        return new ResourceKind("gateway.networking.k8s.io", "v1", plural, singular, kind, List.of(), spaced);
    }

    /// A job or a cron job without its template.
    static JsonNode run(JsonNode object) {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        run.set("metadata", object.path("metadata"));
        run.set("status", object.path("status"));
        ObjectNode spec = run.putObject("spec");
        object.path("spec").properties().stream()
                .filter(field -> !field.getValue().isObject())
                .forEach(field -> spec.set(field.getKey(), field.getValue()));
        return run;
    }

    /// From several threads at once, but each kind from one.
    void add(ResourceKind kind, JsonNode object) {
        manifests.see(kind, object);
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

    /// How the objects were written by those who applied them.
    Manifests manifests() {
        return manifests;
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
