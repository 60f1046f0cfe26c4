package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.spelling.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why a volume claim has no volume. One that waits for its first pod is normal.
final class ClaimRules implements SceneRule {
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
    /// The provisioner of a class whose volumes are made by hand.
    private static final String BY_HAND = "kubernetes.io/no-provisioner";

    private final StartUp start;

    ClaimRules(StartUp start) {
        this.start = start;
    }

    private record StorageClass(String name, boolean isDefault, boolean waits, String provisioner) {}

    @Override
    public List<Lead> examine(Scene scene) {
        List<StorageClass> classes = scene.objects()
                .of(KnownKinds.STORAGE_CLASSES)
                .map(ClaimRules::read)
                .toList();
        return scene.claims().stream()
                .filter(claim -> !start.isMounting(claim.created()))
                .map(claim -> examine(claim, classes, scene).map(finding -> withDefaults(finding, claim, classes)))
                .flatMap(Optional::stream)
                .map(Lead::of)
                .toList();
    }

    private static StorageClass read(JsonNode json) {
        JsonNode annotations = json.path("metadata").path("annotations");
        return new StorageClass(
                Objects.name(json),
                annotations.path(DEFAULT_CLASS).asString("").equals("true"),
                json.path("volumeBindingMode").asString("").equals("WaitForFirstConsumer"),
                json.path("provisioner").asString(""));
    }

    private Optional<Finding> examine(ClaimFacts claim, List<StorageClass> classes, Scene scene) {
        if (claim.phase().equals("Lost")) {
            return Optional.of(found(
                    claim,
                    "pvc-lost",
                    "its volume is gone",
                    "Restore the volume, or create the claim again; what it held is lost."));
        }
        var choice = new VolumeChoice(claim, scene);
        Optional<JsonNode> released = choice.released();
        if (released.isPresent()) {
            return Optional.of(released(claim, choice, released.get()));
        }
        Optional<StorageClass> storage = classes.stream()
                .filter(it -> claim.storageClass().isEmpty()
                        ? it.isDefault() && !claim.wantsNoClass()
                        : it.name().equals(claim.storageClass()))
                .findFirst();
        if (claim.wantsNoClass() || storage.filter(ClaimRules::isByHand).isPresent()) {
            return storage.filter(StorageClass::waits).isPresent() && !isWanted(claim, scene)
                    ? Optional.empty()
                    : Optional.of(unbound(claim, choice));
        }
        Optional<EventView> warning = scene.warnings().of(claim.namespace(), claim.display()).stream()
                .max(Comparator.comparing(EventView::last));
        return storage.map(it -> unanswered(claim, it, warning))
                .orElseGet(() -> withoutClass(claim, classes, warning.isPresent(), choice));
    }

    private static boolean isByHand(StorageClass storage) {
        return storage.provisioner().equals(BY_HAND);
    }

    /// Whether a pod waits for it: the scheduler has looked for a volume, and found none.
    private static boolean isWanted(ClaimFacts claim, Scene scene) {
        return scene.suspects().stream()
                .filter(suspect -> suspect.pod().namespace().equals(claim.namespace())
                        && SchedulingRules.claims(suspect).contains(claim.display()))
                .flatMap(suspect -> suspect.pod().conditions().stream())
                .anyMatch(condition -> condition.type().equals("PodScheduled")
                        && condition.message().contains("persistent volumes to bind"));
    }

    private static Finding released(ClaimFacts claim, VolumeChoice choice, JsonNode volume) {
        String name = Objects.name(volume);
        return found(
                        claim,
                        "pvc-lost",
                        "the volume %s belongs to an older claim of the same name that was deleted, and is kept for nobody"
                                .formatted(name),
                        "Let it have the volume again, with all that it holds, or delete the volume if that is worth nothing.")
                .with(Evidence.object(
                        "persistentvolume/%s is Released: it is kept with its data, and not given out again"
                                .formatted(name)))
                .withRemedy(choice.reuse(volume));
    }

    private static Finding unbound(ClaimFacts claim, VolumeChoice choice) {
        return found(
                        claim,
                        "pvc-unbound",
                        "there is no volume for it: " + choice.reason(),
                        "Make a volume that fits, or create the claim again so that it fits one: a claim cannot be changed.")
                .with(choice.evidence());
    }

    private static Optional<Finding> withoutClass(
            ClaimFacts claim, List<StorageClass> classes, boolean warned, VolumeChoice choice) {
        List<String> names = classes.stream().map(StorageClass::name).toList();
        List<String> known = List.of("storage classes: " + (names.isEmpty() ? "none" : Words.list(names)));
        if (claim.storageClass().isEmpty()) {
            Finding finding = found(
                            claim,
                            "pvc-unbound",
                            "it names no storage class, and the cluster has no default one, so nothing makes its volume",
                            "Give it a storage class, or make one the default.")
                    .withEvidence(known);
            return Optional.of(names.size() == 1 ? finding.withRemedy(take(claim, names.getFirst())) : finding);
        }
        return names.isEmpty() && !warned
                ? Optional.empty()
                : Optional.of(found(
                                claim,
                                "storage-class-missing",
                                "its storage class %s does not exist, so nothing makes its volume"
                                        .formatted(claim.storageClass()),
                                "Create the claim again with a class that exists: a claim's class is fixed.")
                        .withEvidence(known)
                        .with(choice.evidence()));
    }

    private Optional<Finding> unanswered(ClaimFacts claim, StorageClass storage, Optional<EventView> warning) {
        if (warning.isPresent()) {
            return warning.map(event -> found(
                            claim,
                            "pvc-provisioning-failed",
                            "its volume could not be made",
                            "Look at the provisioner of its storage class.")
                    .with(new Evidence(
                            Evidence.Source.EVENT,
                            "%s of %s".formatted(event.reason(), event.object()),
                            "event: " + Words.shortened(event.message(), 400),
                            event.last())));
        }
        return storage.waits() || start.isSilent(claim.created())
                ? Optional.empty()
                : Optional.of(found(
                                claim,
                                "pvc-provisioning-failed",
                                "nothing makes its volume: %s does not answer".formatted(storage.provisioner()),
                                "Look at the provisioner of its storage class: see whether its pods run."))
                        .map(finding -> finding.with(Evidence.field(
                                "provisioner",
                                "provisioner of storage class %s: %s"
                                        .formatted(storage.name(), storage.provisioner()))));
    }

    /// Which of several default classes a claim gets is not what everybody expects.
    private static Finding withDefaults(Finding finding, ClaimFacts claim, List<StorageClass> classes) {
        List<String> defaults = classes.stream()
                .filter(StorageClass::isDefault)
                .map(StorageClass::name)
                .toList();
        return defaults.size() < 2 || claim.wantsNoClass() || !defaults.contains(claim.storageClass())
                ? finding
                : finding.with(Evidence.object("several storage classes are the default: %s; the newest one is taken"
                        .formatted(Words.list(defaults))));
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
