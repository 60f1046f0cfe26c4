package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A program that the node's CPU cannot run.
final class ProgramRule implements LogRule {
    static final Pattern FORMAT = Pattern.compile("(?i)exec format error");

    private final Scene scene;

    ProgramRule(Scene scene) {
        this.scene = scene;
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        return log.has(FORMAT)
                ? Optional.of(lead.with(
                        known(lead.finding(), log.suspect(), log.container().name())))
                : Optional.empty();
    }

    /// With the node's CPU, which the image does not fit.
    Finding known(Finding finding, Suspect suspect, String container) {
        return finding.as("image-wrong-arch")
                .withCause(
                        ("the node cannot execute the program of container %s (exec format error): its image was built"
                                        + " for another CPU, or the file is a script that does not begin with #!.")
                                .formatted(container))
                .withEvidence(node(suspect).stream().toList())
                .withNext("Build the image for the node's platform.");
    }

    private Optional<String> node(Suspect suspect) {
        return scene.objects()
                .of(KnownKinds.NODES)
                .filter(node -> Objects.name(node).equals(suspect.pod().node()))
                .map(node -> node.path("status").path("nodeInfo"))
                .map(info -> "node %s: %s, %s"
                        .formatted(suspect.pod().node(), text(info, "operatingSystem"), text(info, "architecture")))
                .findFirst();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
