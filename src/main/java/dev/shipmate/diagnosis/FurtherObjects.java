package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads what matters only because of what was read before: the certificates that Ingresses name, and the objects of
/// the Gateway API where a cluster has it.
final class FurtherObjects {
    private static final int MOST_CERTIFICATES = 100;
    private static final String GATEWAY_API = "v1.gateway.networking.k8s.io";

    private final Cluster cluster;
    private final Sight sight;
    private final Objects objects;

    FurtherObjects(Cluster cluster, Sight sight, Objects objects) {
        this.cluster = cluster;
        this.sight = sight;
        this.objects = objects;
    }

    private record SecretName(String namespace, String name) {}

    void read(String namespace) {
        List<JsonNode> certificates = Parallel.all(certificates());
        certificates.stream().filter(JsonNode::isObject).forEach(secret -> objects.add(Objects.CERTIFICATES, secret));
        if (objects.of(KnownKinds.API_SERVICES)
                .anyMatch(api -> Objects.name(api).equals(GATEWAY_API))) {
            list(Objects.GATEWAY_CLASSES, "");
            list(Objects.GATEWAYS, namespace);
            list(Objects.HTTP_ROUTES, namespace);
        }
    }

    private void list(ResourceKind kind, String namespace) {
        sight.look(
                kind.display(), () -> cluster.forEachObject(kind, namespace, "", object -> objects.add(kind, object)));
    }

    private List<Callable<JsonNode>> certificates() {
        return objects.of(KnownKinds.INGRESSES)
                .flatMap(ingress -> ingress.path("spec")
                        .path("tls")
                        .valueStream()
                        .map(tls -> new SecretName(
                                Objects.namespace(ingress),
                                tls.path("secretName").asString(""))))
                .filter(secret -> !secret.name().isEmpty())
                .distinct()
                .limit(MOST_CERTIFICATES)
                .<Callable<JsonNode>>map(secret -> () -> certificate(secret))
                .toList();
    }

    /// A missing node for a Secret that does not exist.
    private JsonNode certificate(SecretName name) {
        var found = new ArrayList<JsonNode>();
        sight.look(
                KnownKinds.SECRETS.plural(),
                () -> cluster.findObject(KnownKinds.SECRETS, name.namespace(), name.name())
                        .map(FurtherObjects::certificateOnly)
                        .ifPresent(found::add));
        return found.isEmpty() ? JsonNodeFactory.instance.missingNode() : found.getFirst();
    }

    private static JsonNode certificateOnly(JsonNode secret) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.putObject("metadata").put("namespace", Objects.namespace(secret)).put("name", Objects.name(secret));
        JsonNode certificate = secret.path("data").path("tls.crt");
        if (!certificate.isMissingNode()) {
            kept.putObject("data").set("tls.crt", certificate);
        }
        return kept;
    }
}
