package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why an Ingress leads nowhere: nobody serves it, or a Secret that it names is not there. Where it leads to is
/// [IngressBackends]' part.
final class IngressRules implements SceneRule {
    private static final String CLASS = "kubernetes.io/ingress.class";
    private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
    /// The word with which a large provider's own controller is meant, which needs no class object.
    private static final String OWN_CONTROLLER = "gce";

    private final Cluster cluster;
    private final StartUp start;

    IngressRules(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.objects()
                .of(KnownKinds.INGRESSES)
                .filter(ingress -> !start.isNew(WorkloadFacts.created(ingress.path("metadata"))))
                .flatMap(ingress -> Stream.concat(
                        Stream.of(served(ingress, scene), IngressBackends.examine(ingress, scene))
                                .flatMap(Optional::stream)
                                .map(Lead::of),
                        secrets(ingress, scene).stream()))
                .toList();
    }

    private static Optional<Finding> served(JsonNode ingress, Scene scene) {
        if (hides(scene, "ingressclasses")) {
            return Optional.empty();
        }
        List<JsonNode> classes = scene.objects().of(KnownKinds.INGRESS_CLASSES).toList();
        String field = ingress.path("spec").path("ingressClassName").asString("");
        String annotation =
                ingress.path("metadata").path("annotations").path(CLASS).asString("");
        String named = field.isEmpty() ? annotation : field;
        if (named.startsWith(OWN_CONTROLLER)
                || classes.stream().anyMatch(it -> Objects.name(it).equals(named))) {
            return Optional.empty();
        }
        // Some controllers serve what is annotated for them, or has no class, without an object that says so.
        boolean isServed = !ingress.at("/status/loadBalancer/ingress").isEmpty();
        boolean hasDefault = classes.stream().anyMatch(IngressRules::isDefault);
        if (field.isEmpty() && (isServed || (annotation.isEmpty() && hasDefault))) {
            return Optional.empty();
        }
        List<String> names = classes.stream().map(Objects::name).toList();
        Finding finding = IngressBackends.finding(
                        ingress,
                        "ingress-class-missing",
                        named.isEmpty()
                                ? "it names no class, and the cluster has no default one, so no controller serves it"
                                : "its class %s does not exist, so no controller serves it".formatted(named),
                        "Name a class that exists, or install the controller that brings it.")
                .as(field.isEmpty() ? Confidence.LIKELY : Confidence.CERTAIN)
                .with(Evidence.object("ingress classes: " + (names.isEmpty() ? "none" : Words.list(names))));
        return Optional.of(IngressBackends.only(named, names)
                .map(name -> finding.withRemedy(take(ingress, name)))
                .orElse(finding));
    }

    private static boolean isDefault(JsonNode ingressClass) {
        return ingressClass
                .path("metadata")
                .path("annotations")
                .path(DEFAULT)
                .asString("")
                .equals("true");
    }

    /// The old annotation and the field exclude each other.
    private static Remedy take(JsonNode ingress, String name) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        if (ingress.path("metadata").path("annotations").has(CLASS)) {
            patch.putObject("metadata").putObject("annotations").putNull(CLASS);
        }
        patch.putObject("spec").put("ingressClassName", name);
        return new Remedy.PatchObject(
                "Give ingress/%s class %s".formatted(Objects.name(ingress), name),
                IngressBackends.object(ingress),
                patch.toString());
    }

    private Optional<Lead> secrets(JsonNode ingress, Scene scene) {
        if (hides(scene, "secrets")) {
            return Optional.empty();
        }
        String namespace = Objects.namespace(ingress);
        for (JsonNode tls : ingress.path("spec").path("tls")) {
            String name = tls.path("secretName").asString("");
            Optional<JsonNode> secret = scene.objects()
                    .of(Objects.CERTIFICATES, namespace)
                    .filter(it -> Objects.name(it).equals(name))
                    .findFirst();
            if (!name.isEmpty() && secret.isEmpty()) {
                return Optional.of(Lead.of(missing(ingress, name, "secret %s does not exist".formatted(name)))
                        .later(lead -> withNames(lead, ingress, name)));
            }
            if (secret.isPresent() && !secret.get().path("data").has("tls.crt")) {
                return Optional.of(Lead.of(missing(ingress, name, "secret %s has no key tls.crt".formatted(name))));
            }
        }
        return Optional.empty();
    }

    private static Finding missing(JsonNode ingress, String name, String why) {
        return IngressBackends.finding(
                        ingress,
                        "ingress-tls-missing",
                        "it has no certificate for its hosts: %s, so they get a wrong certificate or none"
                                .formatted(why),
                        "Correct the name, or create the Secret; where a program makes certificates, see why it has not"
                                + " made this one.")
                .with(Evidence.field("spec.tls.secretName", "spec.tls names secret %s: %s".formatted(name, why)));
    }

    private Lead withNames(Lead lead, JsonNode ingress, String wrong) {
        List<String> near = Spelling.nearest(
                wrong,
                cluster.inventory().names(KnownKinds.SECRETS.plural(), Objects.namespace(ingress)).stream()
                        .filter(name -> !name.startsWith("sh.helm.release."))
                        .toList());
        Finding finding = lead.finding()
                .with(Evidence.object("secrets with a name like it: " + (near.isEmpty() ? "none" : Words.list(near))));
        return lead.with(Spelling.best(wrong, near)
                .map(name -> finding.withRemedy(use(ingress, wrong, name)))
                .orElse(finding));
    }

    /// The list has no key to merge by: it is given whole.
    private static Remedy use(JsonNode ingress, String wrong, String name) {
        JsonNode all = ingress.path("spec").path("tls").deepCopy();
        for (JsonNode tls : all) {
            if (tls instanceof ObjectNode entry
                    && entry.path("secretName").asString("").equals(wrong)) {
                entry.put("secretName", name);
            }
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").set("tls", all);
        return new Remedy.PatchObject(
                "Let ingress/%s use secret/%s".formatted(Objects.name(ingress), name),
                IngressBackends.object(ingress),
                patch.toString());
    }

    /// Whether a kind could not be looked at, so that nobody knows what is missing.
    static boolean hides(Scene scene, String plural) {
        return scene.unseen().stream().anyMatch(it -> it.startsWith(plural + " "));
    }
}
