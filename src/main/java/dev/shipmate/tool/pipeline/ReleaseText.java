package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ReleaseRevision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How releases are written for people.
final class ReleaseText {
    private ReleaseText() {}

    /// To the second, in UTC: `2026-11-22T08:00:00Z`.
    static String time(Instant time) {
        return time.equals(Instant.EPOCH)
                ? "an unknown time"
                : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String chart(ReleaseRevision revision) {
        return "%s-%s".formatted(revision.chart(), revision.chartVersion());
    }
}
