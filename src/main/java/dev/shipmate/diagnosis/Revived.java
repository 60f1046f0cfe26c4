package dev.shipmate.diagnosis;

import dev.shipmate.cluster.RevisionView;
import java.util.List;
import java.util.Optional;

/// An image that an old revision needs, to which a rollback went back, and which the node has no longer.
final class Revived {
    private Revived() {}

    /// A rollback makes an old template the newest revision again: its replica set is older than those before it.
    static Finding known(Finding finding, String image, List<RevisionView> revisions) {
        Optional<RevisionView> current =
                revisions.stream().filter(RevisionView::current).findFirst();
        boolean revived = current.isPresent()
                && revisions.stream()
                        .anyMatch(it -> !it.current()
                                && it.created().isAfter(current.get().created()));
        return finding.id().equals("image-never-pull") && revived
                ? finding.as("image-pruned")
                        .withCause(
                                "image %s of an earlier revision is no longer on the node, and its pull policy is Never."
                                        .formatted(image))
                        .withEvidence(List.of("revision %d is an old one that was made the newest again"
                                .formatted(current.get().number())))
                        .withNext("Load the image into this cluster again, or undo the rollback.")
                : finding;
    }
}
