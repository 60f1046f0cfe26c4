package dev.shipmate.helm;

/// What Helm keeps in the cluster, for reading and for the one change that is made to it.
record ReleaseStore(Releases releases, StuckReleases stuck) {}
