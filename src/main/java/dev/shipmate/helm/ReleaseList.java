package dev.shipmate.helm;

import java.util.List;

/// The newest revision of each release, by namespace and name, and the records that could not be read.
public record ReleaseList(List<ReleaseRevision> releases, List<StoredRelease.Damaged> damaged) {
    public ReleaseList {
        releases = List.copyOf(releases);
        damaged = List.copyOf(damaged);
    }
}
