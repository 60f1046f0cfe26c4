package dev.shipmate.helm;

import java.time.Instant;

/// One revision of a release, as Helm's own history shows it.
///
/// @param number counted from 1
/// @param deployed when it was last changed; `Instant.EPOCH` when Helm did not say
public record ReleaseRevision(
        ReleaseName release,
        int number,
        ReleaseStatus status,
        String chart,
        String chartVersion,
        String appVersion,
        Instant deployed,
        String description) {}
