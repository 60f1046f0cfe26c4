package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.spelling.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Services that lead nowhere though they select no pods wrongly: a load balancer that is not made, a name that
/// does not exist, an address list that nobody keeps.
final class ExposureRules implements SceneRule {

    /// Providers take minutes to make a load balancer; without a provider nothing is to be waited for.
    private static final Duration PROVIDED = Duration.ofMinutes(5);

    private static final Duration UNPROVIDED = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final StartUp start;

    ExposureRules(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        var leads = new ArrayList<Lead>();
        var kept = new TreeMap<String, List<ServiceFacts>>();
        for (ServiceFacts service : scene.services()) {
            if (start.isNew(service.created())) {
                continue;
            }
            switch (service.exposure().type()) {
                case "LoadBalancer" -> pending(service, scene).ifPresent(leads::add);
                case "ExternalName" -> elsewhere(service, scene).ifPresent(leads::add);
                default -> {
                    if (service.selector().isEmpty()) {
                        kept.computeIfAbsent(service.namespace(), _ -> new ArrayList<>())
                                .add(service);
                    }
                }
            }
        }
        kept.forEach((namespace, services) -> leads.addAll(unserved(namespace, services)));
        return leads;
    }

    private static Optional<Lead> pending(ServiceFacts service, Scene scene) {
        boolean provided = scene.services().stream()
                        .anyMatch(other -> other.exposure().type().equals("LoadBalancer")
                                && other.exposure().reached())
                || scene.objects()
                        .of(KnownKinds.NODES)
                        .anyMatch(node -> !node.path("spec")
                                .path("providerID")
                                .asString("")
                                .isEmpty());
        Duration patience = provided ? PROVIDED : UNPROVIDED;
        if (service.exposure().reached() || service.created().plus(patience).isAfter(scene.at())) {
            return Optional.empty();
        }
        Optional<EventView> warning = scene.warnings().of(service.namespace(), service.display()).stream()
                .max(Comparator.comparing(EventView::last));
        String age = Elapsed.words(service.created(), scene.at());
        String balancer = service.exposure().balancerClass();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("type", "NodePort");
        return Optional.of(Lead.of(Finding.of(
                                "load-balancer-pending",
                                service.display(),
                                service.namespace(),
                                "it has waited for a load balancer for %s and has no outside address%s."
                                        .formatted(
                                                age,
                                                warning.isPresent()
                                                        ? ": its provider could not make one"
                                                        : provided
                                                                ? ""
                                                                : ": nothing in this cluster seems to make load balancers"),
                                List.of(),
                                "On a local cluster start its tunnel, or use a NodePort; elsewhere look at the provider of load"
                                        + " balancers.")
                        .with(Evidence.field(
                                "status.loadBalancer",
                                "type LoadBalancer%s, no address after %s"
                                        .formatted(balancer.isEmpty() ? "" : " of class " + balancer, age)))
                        .with(warning.map(Evidence::event).stream().toList())
                        .withRemedy(new Remedy.PatchObject(
                                "Make %s a NodePort, which every node serves".formatted(service.display()),
                                new ObjectName(KnownKinds.SERVICES, service.namespace(), service.name()),
                                patch.toString())))
                .concerning(List.copyOf(service.owners())));
    }

    /// Only names inside of the cluster can be looked up here: `db.prod.svc.cluster.local`. A name without a dot is
    /// never completed, as it would be in a pod.
    private Optional<Lead> elsewhere(ServiceFacts service, Scene scene) {
        String name = service.exposure().externalName().replaceAll("\\.$", "");
        String[] parts = name.split("\\.", -1);
        boolean inside = parts.length >= 4 && parts[2].equals("svc");
        String namespace = inside ? parts[1] : service.namespace();
        if (!inside && parts.length > 1) {
            return Optional.empty();
        }
        boolean here = namespace.equals(service.namespace());
        List<String> names =
                scene.servicesIn(namespace).stream().map(ServiceFacts::name).toList();
        boolean there = names.contains(parts[0])
                || (!here
                        && Permitted.find(() -> cluster.findObject(KnownKinds.SERVICES, namespace, parts[0]))
                                .isPresent());
        if (inside && (there || !(here || namespaceIsSeen(namespace, scene)))) {
            return Optional.empty();
        }
        String cause = inside
                ? "it stands for %s, and there is no service %s in namespace %s.".formatted(name, parts[0], namespace)
                : "it stands for %s, which is no full name, so it is never found.".formatted(name);
        Finding finding = Finding.of(
                        "external-name-missing",
                        service.display(),
                        service.namespace(),
                        cause,
                        List.of(),
                        "Correct spec.externalName; it has to be a full name.")
                .with(Evidence.field("spec.externalName", "externalName: " + name));
        Optional<String> best = there ? Optional.of(parts[0]) : Spelling.best(parts[0], others(names, service));
        return Optional.of(Lead.of(best.map(it -> finding.withRemedy(named(
                        service,
                        inside ? name.replaceFirst("^[^.]+", it) : "%s.%s.svc.cluster.local".formatted(it, namespace))))
                .orElse(finding)));
    }

    private static List<String> others(List<String> names, ServiceFacts service) {
        return names.stream().filter(name -> !name.equals(service.name())).toList();
    }

    /// Whether its services would have been seen, so that one that was not seen is not there.
    private static boolean namespaceIsSeen(String namespace, Scene scene) {
        return !scene.servicesIn(namespace).isEmpty()
                || scene.objects()
                        .of(KnownKinds.NAMESPACES)
                        .noneMatch(it -> Objects.name(it).equals(namespace));
    }

    private static Remedy named(ServiceFacts service, String better) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("externalName", better);
        return new Remedy.PatchObject(
                "Let %s stand for %s".formatted(service.display(), better),
                new ObjectName(KnownKinds.SERVICES, service.namespace(), service.name()),
                patch.toString());
    }

    /// Without a selector, somebody has to keep the addresses.
    private List<Lead> unserved(String namespace, List<ServiceFacts> services) {
        var served = new HashSet<String>();
        boolean seen = Permitted.find(() -> {
                    cluster.forEachObject(KnownKinds.ENDPOINT_SLICES, namespace, "", slice -> {
                        if (hasAddress(slice)) {
                            served.add(slice.path("metadata")
                                    .path("labels")
                                    .path("kubernetes.io/service-name")
                                    .asString(""));
                        }
                    });
                    return Optional.of(true);
                })
                .isPresent();
        return services.stream()
                .filter(service -> seen && !served.contains(service.name()))
                .map(service -> Lead.of(Finding.of(
                                "service-no-endpoints",
                                service.display(),
                                namespace,
                                "it has no selector, and nobody has given it an address, so nothing answers behind it.",
                                List.of(),
                                "Give it a selector, or an EndpointSlice with the addresses that it is to lead to.")
                        .as(Severity.WARNING)
                        .with(Evidence.field("spec.selector", "it has no selector"))
                        .withEvidence(List.of("endpoint slices of %s with an address: 0".formatted(service.name())))))
                .toList();
    }

    private static boolean hasAddress(JsonNode slice) {
        return slice.path("endpoints")
                .valueStream()
                .anyMatch(endpoint -> !endpoint.path("addresses").isEmpty());
    }
}
