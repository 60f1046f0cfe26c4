package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Volumes that could not be taken back. One that is kept for its data, as its policy says, is in order.
final class VolumeRules implements SceneRule {
    private final StartUp start;

    VolumeRules(StartUp start) {
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.objects()
                .of(KnownKinds.VOLUMES)
                .map(this::examine)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Lead> examine(JsonNode volume) {
        JsonNode status = volume.path("status");
        String phase = text(status, "phase");
        boolean deletes =
                text(volume.path("spec"), "persistentVolumeReclaimPolicy").equals("Delete");
        Instant since = Moments.of(status.path("lastPhaseTransitionTime"));
        boolean stuck = phase.equals("Released") && deletes && !since.equals(Instant.EPOCH) && !start.isSilent(since);
        if (!phase.equals("Failed") && !stuck) {
            return Optional.empty();
        }
        String namespace = volume.at("/spec/claimRef/namespace").asString("");
        String claim = volume.at("/spec/claimRef/name").asString("");
        String message = text(status, "message");
        Finding finding = Finding.of(
                        "pvc-lost",
                        "persistentvolume/" + Objects.name(volume),
                        "",
                        "its claim %s of namespace %s is gone, and it could not be %s."
                                .formatted(claim, namespace, deletes ? "deleted" : "taken back"),
                        List.of(),
                        "Look at its provisioner; save what it holds before you delete it.")
                .as(Severity.WARNING)
                .with(Evidence.field(
                                "status.phase", "it is %s%s".formatted(phase, message.isEmpty() ? "" : ": " + message))
                        .at(since));
        return Optional.of(
                namespace.isEmpty() ? Lead.of(finding) : Lead.of(finding).reaching(Set.of(namespace)));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
