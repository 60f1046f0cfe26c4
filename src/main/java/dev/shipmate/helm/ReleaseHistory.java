package dev.shipmate.helm;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The revisions of a release that Helm has kept, oldest first, and the records that could not be read.
public record ReleaseHistory(List<ReleaseRevision> revisions, List<StoredRelease.Damaged> damaged) {
    public ReleaseHistory {
        revisions = revisions.stream()
                .sorted(Comparator.comparingInt(ReleaseRevision::number))
                .toList();
        damaged = List.copyOf(damaged);
    }

    public Optional<ReleaseRevision> newest() {
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
    }

    /// The newest revision, when a Helm is at work on it or was ended while it was.
    public Optional<ReleaseRevision> pending() {
        return newest().filter(revision -> revision.status().pending());
    }

    /// The revision to go back to: the deployed one, else the newest of those that were.
    public Optional<ReleaseRevision> lastGood() {
        return newestThat(ReleaseStatus.DEPLOYED).or(() -> newestThat(ReleaseStatus.SUPERSEDED));
    }

    /// The revision to go back to from another one: the newest before it that is or was deployed.
    public Optional<ReleaseRevision> lastGoodBefore(int number) {
        return new ReleaseHistory(
                        revisions.stream()
                                .filter(revision -> revision.number() < number)
                                .toList(),
                        List.of())
                .lastGood();
    }

    private Optional<ReleaseRevision> newestThat(ReleaseStatus status) {
        return revisions.reversed().stream()
                .filter(revision -> revision.status() == status)
                .findFirst();
    }
}
