package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Two Ingresses of one class that want the same host and path: which of them gets the requests is a matter of luck.
final class IngressHosts implements SceneRule {
    /// Marks of Ingresses that share a host on purpose.
    private static final List<String> SHARED =
            List.of("nginx.ingress.kubernetes.io/canary", "nginx.org/mergeable-ingress-type");

    private final Cluster cluster;

    IngressHosts(Cluster cluster) {
        this.cluster = cluster;
    }

    /// A host and a path of an Ingress.
    private record Claim(JsonNode ingress, String route) {
        String display() {
            return "ingress/%s of namespace %s".formatted(Objects.name(ingress), Objects.namespace(ingress));
        }
    }

    @Override
    public List<Lead> examine(Scene scene) {
        List<JsonNode> seen = scene.objects().of(KnownKinds.INGRESSES).toList();
        if (seen.stream().flatMap(ingress -> claims(ingress).stream()).findAny().isEmpty()) {
            return List.of();
        }
        var leads = new ArrayList<Lead>();
        var told = new ArrayList<String>();
        all(seen).values().stream().filter(claims -> claims.size() > 1).forEach(claims -> {
            Claim younger = claims.getLast();
            Claim elder = claims.getFirst();
            String pair = younger.display() + " " + elder.display();
            if (!told.contains(pair) && concerns(claims, seen)) {
                told.add(pair);
                leads.add(lead(younger, elder));
            }
        });
        return leads;
    }

    private static boolean concerns(List<Claim> claims, List<JsonNode> seen) {
        return claims.stream()
                .anyMatch(claim -> seen.stream()
                        .anyMatch(ingress -> Objects.namespace(ingress).equals(Objects.namespace(claim.ingress()))));
    }

    /// By class, host and path, with the oldest first. Others may be in namespaces that are not looked at.
    private Map<String, List<Claim>> all(List<JsonNode> seen) {
        Map<String, JsonNode> ingresses = new LinkedHashMap<>();
        seen.forEach(ingress -> ingresses.put(key(ingress), ingress));
        Permitted.look(() -> cluster.forEachObject(
                KnownKinds.INGRESSES, "", "", ingress -> ingresses.putIfAbsent(key(ingress), ingress)));
        Map<String, List<Claim>> claims = new LinkedHashMap<>();
        ingresses.values().stream()
                .sorted(Comparator.<JsonNode, Instant>comparing(
                                ingress -> WorkloadFacts.created(ingress.path("metadata")))
                        .thenComparing(IngressHosts::key))
                .flatMap(ingress -> claims(ingress).stream())
                .forEach(claim -> claims.computeIfAbsent(
                                ingressClass(claim.ingress()) + " " + claim.route(), _ -> new ArrayList<>())
                        .add(claim));
        return claims;
    }

    /// Each route once; an Ingress without a host is a fallback that several may offer.
    private static List<Claim> claims(JsonNode ingress) {
        JsonNode annotations = ingress.path("metadata").path("annotations");
        if (SHARED.stream().anyMatch(annotations::has)) {
            return List.of();
        }
        return ingress.path("spec")
                .path("rules")
                .valueStream()
                .filter(rule -> !rule.path("host").asString("").isEmpty())
                .flatMap(rule -> rule.path("http")
                        .path("paths")
                        .valueStream()
                        .map(path -> rule.path("host").asString("")
                                + Optional.of(path.path("path").asString(""))
                                        .filter(it -> !it.isEmpty())
                                        .orElse("/")))
                .distinct()
                .map(route -> new Claim(ingress, route))
                .toList();
    }

    private static Lead lead(Claim younger, Claim elder) {
        Finding finding = IngressBackends.finding(
                        younger.ingress(),
                        "ingress-host-conflict",
                        "it wants %s, which %s has already: only one of them gets the requests"
                                .formatted(younger.route(), elder.display()),
                        "Give one of them another host or path, or delete the one that is left over.")
                .as(Severity.WARNING)
                .with(Evidence.field(
                        "spec.rules",
                        "%s is wanted by %s and by %s".formatted(younger.route(), elder.display(), younger.display())));
        return Lead.of(finding).concerning(List.of("ingress/" + Objects.name(elder.ingress())));
    }

    private static String ingressClass(JsonNode ingress) {
        String field = ingress.path("spec").path("ingressClassName").asString("");
        return field.isEmpty()
                ? ingress.path("metadata")
                        .path("annotations")
                        .path("kubernetes.io/ingress.class")
                        .asString("")
                : field;
    }

    private static String key(JsonNode ingress) {
        return Objects.namespace(ingress) + "/" + Objects.name(ingress);
    }
}
