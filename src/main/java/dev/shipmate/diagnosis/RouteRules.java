package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why a Gateway or an HTTPRoute leads nowhere: what their controllers say of them, and the names that they refer to.
/// Only where the cluster has the Gateway API.
final class RouteRules implements SceneRule {
    private static final String ID = "route-detached";

    private final Cluster cluster;
    private final StartUp start;

    RouteRules(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return Stream.concat(
                        scene.objects()
                                .of(Objects.GATEWAYS)
                                .filter(this::isSettled)
                                .flatMap(gateway -> gateway(gateway, scene).stream()),
                        scene.objects()
                                .of(Objects.HTTP_ROUTES)
                                .filter(this::isSettled)
                                .flatMap(route -> route(route, scene).stream()))
                .toList();
    }

    private boolean isSettled(JsonNode object) {
        return !start.isNew(WorkloadFacts.created(object.path("metadata")));
    }

    private Optional<Lead> gateway(JsonNode gateway, Scene scene) {
        String name = text(gateway.path("spec"), "gatewayClassName");
        List<String> classes =
                scene.objects().of(Objects.GATEWAY_CLASSES).map(Objects::name).toList();
        if (!classes.contains(name) && !IngressRules.hides(scene, Objects.GATEWAY_CLASSES.plural())) {
            Finding finding = finding(
                            gateway,
                            "its class %s does not exist, so no controller serves it".formatted(name),
                            "Name a class that exists, or install the controller that brings it.")
                    .with(Evidence.object("gateway classes: " + (classes.isEmpty() ? "none" : Words.list(classes))));
            return Optional.of(Lead.of(IngressBackends.only(name, classes)
                    .map(better -> finding.withRemedy(takeClass(gateway, better)))
                    .orElse(finding)));
        }
        return refused(gateway.path("status").path("conditions"), List.of("Accepted", "Programmed"))
                .map(condition -> Lead.of(finding(
                                gateway,
                                "its controller does not serve it (%s is %s)"
                                        .formatted(text(condition, "type"), text(condition, "status")),
                                "Do what the condition below asks for.")
                        .with(evidence(condition))));
    }

    private static Remedy takeClass(JsonNode gateway, String name) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("gatewayClassName", name);
        return new Remedy.PatchObject(
                "Give gateway/%s class %s".formatted(Objects.name(gateway), name),
                new ObjectName(Objects.GATEWAYS, Objects.namespace(gateway), Objects.name(gateway)),
                patch.toString());
    }

    /// What it refers to comes first: a controller that is asked for an absent Gateway says nothing.
    private Optional<Lead> route(JsonNode route, Scene scene) {
        Optional<Lead> gateway = gatewayOf(route, scene);
        if (gateway.isPresent()) {
            return gateway;
        }
        Optional<Lead> backend = route.path("spec")
                .path("rules")
                .valueStream()
                .flatMap(rule -> rule.path("backendRefs").valueStream())
                .flatMap(backendRef -> backend(route, backendRef, scene).stream())
                .findFirst();
        return backend.or(() -> route.path("status")
                .path("parents")
                .valueStream()
                .flatMap(parent -> refused(parent.path("conditions"), List.of("Accepted", "ResolvedRefs")).stream())
                .findFirst()
                .map(condition -> Lead.of(finding(
                                route,
                                "its gateway does not take it (%s)".formatted(text(condition, "reason")),
                                "Do what the condition below asks for.")
                        .with(evidence(condition)))));
    }

    private Optional<Lead> gatewayOf(JsonNode route, Scene scene) {
        for (JsonNode parent : route.path("spec").path("parentRefs")) {
            String namespace = namespace(parent, route);
            String name = text(parent, "name");
            boolean isGateway = parent.path("kind").asString("Gateway").equals("Gateway");
            if (isGateway && !exists(namespace, name, scene)) {
                List<String> names = scene.objects()
                        .of(Objects.GATEWAYS, namespace)
                        .map(Objects::name)
                        .toList();
                Finding finding = finding(
                                route,
                                "it names gateway %s of namespace %s, which does not exist".formatted(name, namespace),
                                "Correct the name of the Gateway, or create it.")
                        .with(Evidence.field(
                                "spec.parentRefs",
                                "gateways in namespace %s: %s"
                                        .formatted(namespace, names.isEmpty() ? "none" : Words.list(names))));
                return Optional.of(Lead.of(Spelling.best(name, names)
                        .map(better -> finding.withRemedy(renamed(route, "parentRefs", name, better)))
                        .orElse(finding)));
            }
        }
        return Optional.empty();
    }

    private boolean exists(String namespace, String name, Scene scene) {
        if (scene.objects()
                .of(Objects.GATEWAYS, namespace)
                .anyMatch(it -> Objects.name(it).equals(name))) {
            return true;
        }
        // Who may not look there is not told that it is missing.
        boolean[] there = {true};
        Permitted.look(() ->
                there[0] = cluster.findObject(Objects.GATEWAYS, namespace, name).isPresent());
        return there[0];
    }

    /// A Service of another namespace may be out of sight: of it the route's conditions tell.
    private static Optional<Lead> backend(JsonNode route, JsonNode backend, Scene scene) {
        boolean isService = backend.path("kind").asString("Service").equals("Service")
                && text(backend, "group").isEmpty();
        if (!isService
                || !namespace(backend, route).equals(Objects.namespace(route))
                || IngressRules.hides(scene, "services")) {
            return Optional.empty();
        }
        String name = text(backend, "name");
        List<ServiceFacts> services = scene.servicesIn(Objects.namespace(route));
        Optional<ServiceFacts> service =
                services.stream().filter(it -> it.name().equals(name)).findFirst();
        if (service.isEmpty()) {
            List<String> names = services.stream().map(ServiceFacts::name).toList();
            Finding finding = finding(
                            route,
                            "it leads to service %s, which does not exist".formatted(name),
                            "Correct the name of the Service, or create it.")
                    .with(Evidence.field(
                            "spec.rules.backendRefs",
                            "services: "
                                    + (names.isEmpty()
                                            ? "none"
                                            : Words.list(
                                                    names.stream().limit(10).toList()))));
            return Optional.of(Lead.of(Spelling.best(name, names)
                    .map(better -> finding.withRemedy(renamed(route, "rules", name, better)))
                    .orElse(finding)));
        }
        int port = backend.path("port").asInt(0);
        return port == 0 || service.get().ports().stream().anyMatch(it -> it.port() == port)
                ? Optional.empty()
                : Optional.of(Lead.of(finding(
                                route,
                                "it leads to port %d of service %s, which has no such port".formatted(port, name),
                                "Name a port that the Service has.")
                        .with(Evidence.field(
                                "spec.rules.backendRefs.port",
                                "ports of service/%s: %s"
                                        .formatted(
                                                name,
                                                Words.list(service.get().ports().stream()
                                                        .map(it -> String.valueOf(it.port()))
                                                        .toList()))))));
    }

    /// Lists of a custom resource are given whole.
    private static Remedy renamed(JsonNode route, String field, String wrong, String better) {
        JsonNode changed = route.path("spec").path(field).deepCopy();
        Stream<JsonNode> references = field.equals("rules")
                ? changed.valueStream().flatMap(rule -> rule.path("backendRefs").valueStream())
                : ((ArrayNode) changed).valueStream();
        references.forEach(reference -> {
            if (reference instanceof ObjectNode object && text(object, "name").equals(wrong)) {
                object.put("name", better);
            }
        });
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").set(field, changed);
        return new Remedy.PatchObject(
                "Let httproute/%s use %s instead of %s".formatted(Objects.name(route), better, wrong),
                new ObjectName(Objects.HTTP_ROUTES, Objects.namespace(route), Objects.name(route)),
                patch.toString());
    }

    private static Optional<JsonNode> refused(JsonNode conditions, List<String> types) {
        return conditions
                .valueStream()
                .filter(condition -> types.contains(text(condition, "type"))
                        && text(condition, "status").equals("False"))
                .findFirst();
    }

    private static Evidence evidence(JsonNode condition) {
        return Evidence.field(
                        "status.conditions[%s]".formatted(text(condition, "type")),
                        "%s is %s: %s"
                                .formatted(
                                        text(condition, "type"),
                                        text(condition, "status"),
                                        Words.reasonAndMessage(text(condition, "reason"), text(condition, "message"))))
                .at(Moments.of(condition.path("lastTransitionTime")));
    }

    private static Finding finding(JsonNode object, String cause, String next) {
        String kind = object.path("spec").has("gatewayClassName") ? "gateway" : "httproute";
        return Finding.of(
                ID, kind + "/" + Objects.name(object), Objects.namespace(object), cause + ".", List.of(), next);
    }

    private static String namespace(JsonNode reference, JsonNode route) {
        String named = text(reference, "namespace");
        return named.isEmpty() ? Objects.namespace(route) : named;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
