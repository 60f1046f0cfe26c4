package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why a volume claim has no volume. One that waits for its first pod is normal.
final class ClaimRules implements SceneRule {
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final Cluster cluster;
    private final StartUp start;

    ClaimRules(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    private record StorageClass(String name, boolean isDefault, boolean waits, String provisioner) {}

    @Override
    public List<Lead> examine(Scene scene) {
        List<ClaimFacts> claims = scene.claims().stream()
                .filter(claim -> !start.isMounting(claim.created()))
                .toList();
        if (claims.isEmpty()) {
            return List.of();
        }
        List<StorageClass> classes = classes();
        return claims.stream()
                .map(claim -> examine(claim, classes, scene.warnings().of(claim.namespace(), claim.display())))
                .flatMap(Optional::stream)
                .map(Lead::of)
                .toList();
    }

    private List<StorageClass> classes() {
        var classes = new ArrayList<StorageClass>();
        ResourceKind kind = KnownKinds.find("storageclass").orElseThrow();
        Permitted.look(() -> cluster.forEachObject(kind, "", "", json -> classes.add(read(json))));
        return classes;
    }

    private static StorageClass read(JsonNode json) {
        JsonNode annotations = json.path("metadata").path("annotations");
        return new StorageClass(
                json.path("metadata").path("name").asString(""),
                annotations.path(DEFAULT_CLASS).asString("").equals("true"),
                json.path("volumeBindingMode").asString("").equals("WaitForFirstConsumer"),
                json.path("provisioner").asString(""));
    }

    private Optional<Finding> examine(ClaimFacts claim, List<StorageClass> classes, List<EventView> warnings) {
        if (claim.phase().equals("Lost")) {
            return Optional.of(found(
                    claim,
                    "pvc-lost",
                    "its volume is gone",
                    "Restore the volume, or create the claim again; what it held is lost."));
        }
        Optional<String> message =
                warnings.stream().max(Comparator.comparing(EventView::last)).map(EventView::message);
        Optional<StorageClass> storage = classes.stream()
                .filter(it -> claim.storageClass().isEmpty()
                        ? it.isDefault()
                        : it.name().equals(claim.storageClass()))
                .findFirst();
        List<String> names = classes.stream().map(StorageClass::name).toList();
        String known = names.isEmpty() ? "none" : Words.list(names);
        if (storage.isEmpty() && claim.storageClass().isEmpty()) {
            Finding finding = found(
                            claim,
                            "pvc-unbound",
                            "it names no storage class, and the cluster has no default one, so nothing makes its volume",
                            "Give it a storage class, or make one the default.")
                    .withEvidence(List.of("storage classes: " + known));
            return Optional.of(names.size() == 1 ? finding.withRemedy(take(claim, names.getFirst())) : finding);
        }
        if (storage.isEmpty() && (!names.isEmpty() || message.isPresent())) {
            return Optional.of(found(
                            claim,
                            "storage-class-missing",
                            "its storage class %s does not exist, so nothing makes its volume"
                                    .formatted(claim.storageClass()),
                            "Create the claim again with a class that exists: a claim's class is fixed.")
                    .withEvidence(List.of("storage classes: " + known)));
        }
        if (message.isPresent()) {
            return Optional.of(found(
                            claim,
                            "pvc-provisioning-failed",
                            "its volume could not be made",
                            "Look at the provisioner of its storage class.")
                    .withEvidence(List.of("event: " + Words.shortened(message.get(), 400))));
        }
        return storage.filter(it -> !it.waits() && !start.isSilent(claim.created()))
                .map(it -> found(
                        claim,
                        "pvc-provisioning-failed",
                        "nothing makes its volume: %s does not answer".formatted(it.provisioner()),
                        "Look at the provisioner of its storage class."));
    }

    private static Remedy take(ClaimFacts claim, String storageClass) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("storageClassName", storageClass);
        return new Remedy.PatchObject(
                "Give %s storage class %s".formatted(claim.display(), storageClass),
                new ObjectName(KnownKinds.CLAIMS, claim.namespace(), claim.name()),
                patch.toString());
    }

    private static Finding found(ClaimFacts claim, String id, String cause, String next) {
        String storage = claim.storageClass().isEmpty() ? "no storage class" : "storage class " + claim.storageClass();
        return Finding.of(
                id,
                claim.display(),
                claim.namespace(),
                cause + ".",
                List.of("it is %s, asks for %s, and has %s".formatted(claim.phase(), claim.size(), storage)),
                next);
    }
}
