package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Quantity;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The volumes that were made by hand, and why none of them fits a claim.
final class VolumeChoice {
    private final ClaimFacts claim;
    private final List<JsonNode> volumes;

    VolumeChoice(ClaimFacts claim, Scene scene) {
        this.claim = claim;
        this.volumes = scene.objects().of(KnownKinds.VOLUMES).toList();
    }

    /// A volume that a claim of the same name had before, and that is kept with what it holds.
    Optional<JsonNode> released() {
        return volumes.stream()
                .filter(volume -> phase(volume).equals("Released")
                        && !text(volume, "/spec/persistentVolumeReclaimPolicy").equals("Delete"))
                .filter(volume -> text(volume, "/spec/claimRef/namespace").equals(claim.namespace())
                        && text(volume, "/spec/claimRef/name").equals(claim.name()))
                .filter(this::isOfClass)
                .filter(this::isLargeEnough)
                .findFirst();
    }

    Remedy reuse(JsonNode volume) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("claimRef").putNull("uid").putNull("resourceVersion");
        return new Remedy.PatchObject(
                "Let %s have the volume %s, with all that it still holds"
                        .formatted(claim.display(), Objects.name(volume)),
                new ObjectName(KnownKinds.VOLUMES, "", Objects.name(volume)),
                patch.toString());
    }

    /// What is missing, as a sentence that follows "there is no volume for it"; and what shows it.
    String reason() {
        if (!claim.volume().isEmpty()) {
            return named();
        }
        List<JsonNode> free = matching(volume -> phase(volume).equals("Available") && isOfClass(volume));
        String kind = claim.storageClass().isEmpty() ? "without a class" : "of class " + claim.storageClass();
        if (free.isEmpty()) {
            return "no free volume %s is left".formatted(kind);
        }
        if (free.stream().noneMatch(this::isLargeEnough)) {
            return "it asks for %s, and the largest free volume %s has %s".formatted(claim.size(), kind, largest(free));
        }
        if (free.stream().filter(this::isLargeEnough).noneMatch(this::hasModes)) {
            return "no free volume %s can be used as %s".formatted(kind, Words.list(claim.modes()));
        }
        return "no free volume %s fits it, by its labels or by the nodes that it is on".formatted(kind);
    }

    Evidence evidence() {
        List<JsonNode> known = matching(this::isOfClass);
        return Evidence.object(
                known.isEmpty()
                        ? "volumes of its class: none"
                        : "volumes of its class: "
                                + Words.list(known.stream()
                                        .limit(10)
                                        .map(volume -> "%s (%s, %s)"
                                                .formatted(
                                                        Objects.name(volume),
                                                        text(volume, "/spec/capacity/storage"),
                                                        phase(volume)))
                                        .toList()));
    }

    private String named() {
        return volumes.stream()
                .filter(volume -> Objects.name(volume).equals(claim.volume()))
                .findFirst()
                .map(volume -> "the volume %s that it names is %s%s"
                        .formatted(
                                claim.volume(),
                                phase(volume),
                                text(volume, "/spec/claimRef/name").isEmpty()
                                        ? ", and does not fit"
                                        : " for claim %s of namespace %s"
                                                .formatted(
                                                        text(volume, "/spec/claimRef/name"),
                                                        text(volume, "/spec/claimRef/namespace"))))
                .orElse("the volume %s that it names does not exist".formatted(claim.volume()));
    }

    private List<JsonNode> matching(Predicate<JsonNode> wanted) {
        return volumes.stream().filter(wanted).toList();
    }

    private boolean isOfClass(JsonNode volume) {
        return text(volume, "/spec/storageClassName").equals(claim.storageClass());
    }

    private boolean isLargeEnough(JsonNode volume) {
        return Quantity.bytes(text(volume, "/spec/capacity/storage")) >= Quantity.bytes(claim.size());
    }

    private boolean hasModes(JsonNode volume) {
        return claim.modes().stream()
                .allMatch(mode -> volume.path("spec")
                        .path("accessModes")
                        .valueStream()
                        .anyMatch(has -> has.asString("").equals(mode)));
    }

    private static String largest(List<JsonNode> volumes) {
        long most = volumes.stream()
                .mapToLong(volume -> Quantity.bytes(text(volume, "/spec/capacity/storage")))
                .max()
                .orElse(0);
        return Amounts.words("storage", most);
    }

    private static String phase(JsonNode volume) {
        return text(volume, "/status/phase");
    }

    private static String text(JsonNode node, String path) {
        return node.at(path).asString("");
    }
}
