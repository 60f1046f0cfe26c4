package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The Services and ports that an Ingress leads to.
final class IngressBackends {
    private IngressBackends() {}

    /// One of them. A backend that is no Service has no name here.
    ///
    /// @param port a number, or the name of a port
    private record Backend(String service, String port) {
        static Backend of(JsonNode backend) {
            JsonNode port = backend.path("service").path("port");
            return new Backend(
                    backend.path("service").path("name").asString(""),
                    port.has("name")
                            ? port.path("name").asString("")
                            : String.valueOf(port.path("number").asInt(0)));
        }
    }

    /// The first that leads nowhere, and how many others do.
    static Optional<Finding> examine(JsonNode ingress, Scene scene) {
        if (IngressRules.hides(scene, "services")) {
            return Optional.empty();
        }
        List<ServiceFacts> services = scene.servicesIn(Objects.namespace(ingress));
        return Stream.concat(
                        Stream.of(ingress.path("spec").path("defaultBackend")),
                        paths(ingress).map(path -> path.path("backend")))
                .map(Backend::of)
                .filter(backend -> !backend.service().isEmpty())
                .distinct()
                .flatMap(backend -> broken(ingress, backend, services).stream())
                .findFirst();
    }

    private static Stream<JsonNode> paths(JsonNode ingress) {
        return ingress.path("spec")
                .path("rules")
                .valueStream()
                .flatMap(rule -> rule.path("http").path("paths").valueStream());
    }

    private static Optional<Finding> broken(JsonNode ingress, Backend backend, List<ServiceFacts> services) {
        Optional<ServiceFacts> service = services.stream()
                .filter(it -> it.name().equals(backend.service()))
                .findFirst();
        if (service.isEmpty()) {
            return Optional.of(noService(ingress, backend, services));
        }
        List<ServiceFacts.Port> ports = service.get().ports();
        return ports.isEmpty() || ports.stream().anyMatch(port -> is(port, backend.port()))
                ? Optional.empty()
                : Optional.of(noPort(ingress, backend, ports));
    }

    private static boolean is(ServiceFacts.Port port, String wanted) {
        return String.valueOf(port.port()).equals(wanted) || port.name().equals(wanted);
    }

    private static Finding noService(JsonNode ingress, Backend backend, List<ServiceFacts> services) {
        List<String> names = services.stream().map(ServiceFacts::name).sorted().toList();
        Finding finding = finding(
                        ingress,
                        "ingress-backend-missing",
                        "it leads to service %s, which does not exist, so those who call it get an error"
                                .formatted(backend.service()),
                        "Correct the name of the Service, or create it.")
                .with(Evidence.field(
                        "spec.rules.http.paths.backend.service.name", "backend: service " + backend.service()))
                .with(Evidence.object("services: "
                        + (names.isEmpty()
                                ? "none"
                                : Words.list(names.stream().limit(10).toList()))));
        return Spelling.best(backend.service(), names)
                .map(name -> finding.withRemedy(patch(
                        ingress,
                        "Lead ingress/%s to service/%s instead of %s"
                                .formatted(Objects.name(ingress), name, backend.service()),
                        backend,
                        new Backend(name, backend.port()))))
                .orElse(finding);
    }

    private static Finding noPort(JsonNode ingress, Backend backend, List<ServiceFacts.Port> ports) {
        List<String> known = ports.stream()
                .map(port -> port.name().isEmpty()
                        ? String.valueOf(port.port())
                        : "%d (%s)".formatted(port.port(), port.name()))
                .toList();
        Finding finding = finding(
                        ingress,
                        "ingress-backend-missing",
                        "it leads to port %s of service %s, which has no such port"
                                .formatted(backend.port(), backend.service()),
                        "Name a port that the Service has.")
                .with(Evidence.field(
                        "spec.rules.http.paths.backend.service.port",
                        "backend: port %s of service %s".formatted(backend.port(), backend.service())))
                .with(Evidence.object("ports of service/%s: %s".formatted(backend.service(), Words.list(known))));
        Optional<String> name = Spelling.best(
                backend.port(), ports.stream().map(ServiceFacts.Port::name).toList());
        return Optional.of(ports)
                .filter(all -> all.size() == 1)
                .map(all -> String.valueOf(all.getFirst().port()))
                .or(() -> name.filter(it -> !it.isEmpty()))
                .map(port -> finding.withRemedy(patch(
                        ingress,
                        "Lead ingress/%s to port %s of service/%s"
                                .formatted(Objects.name(ingress), port, backend.service()),
                        backend,
                        new Backend(backend.service(), port))))
                .orElse(finding);
    }

    /// The rules have no key to merge by: they are given whole.
    private static Remedy patch(JsonNode ingress, String title, Backend wrong, Backend better) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = patch.putObject("spec");
        JsonNode copy = ingress.deepCopy();
        var backends = new ArrayList<JsonNode>();
        paths(copy).forEach(path -> backends.add(path.path("backend")));
        if (backends.stream().map(Backend::of).anyMatch(wrong::equals)) {
            backends.forEach(backend -> change(backend, wrong, better));
            spec.set("rules", copy.path("spec").path("rules"));
        }
        JsonNode standard = copy.path("spec").path("defaultBackend");
        if (Backend.of(standard).equals(wrong)) {
            change(standard, wrong, better);
            spec.set("defaultBackend", standard);
        }
        return new Remedy.PatchObject(title, object(ingress), patch.toString());
    }

    private static void change(JsonNode backend, Backend wrong, Backend better) {
        if (Backend.of(backend).equals(wrong) && backend.path("service") instanceof ObjectNode service) {
            service.put("name", better.service());
            if (!better.port().equals(wrong.port())) {
                ObjectNode port = service.putObject("port");
                if (better.port().chars().allMatch(Character::isDigit)) {
                    port.put("number", Integer.parseInt(better.port()));
                } else {
                    port.put("name", better.port());
                }
            }
        }
    }

    /// The name that was meant: the nearest one, or else the only one that there is.
    static Optional<String> only(String wrong, List<String> names) {
        Optional<String> near = wrong.isEmpty() ? Optional.empty() : Spelling.best(wrong, names);
        return near.or(() -> names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty());
    }

    static ObjectName object(JsonNode ingress) {
        return new ObjectName(KnownKinds.INGRESSES, Objects.namespace(ingress), Objects.name(ingress));
    }

    static Finding finding(JsonNode ingress, String id, String cause, String next) {
        return Finding.of(
                id, "ingress/" + Objects.name(ingress), Objects.namespace(ingress), cause + ".", List.of(), next);
    }
}
