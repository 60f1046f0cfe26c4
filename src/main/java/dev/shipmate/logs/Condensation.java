package dev.shipmate.logs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is worth knowing of the logs of some containers.
///
/// @param first the time of the oldest line, `Instant.EPOCH` when no line had one
/// @param last the time of the newest line
/// @param groups all kinds of entries, the most telling first
/// @param lastError the newest entry that is an error, whole; empty when there is none
/// @param lastLines the end, merged by time
public record Condensation(
        Size size,
        Instant first,
        Instant last,
        List<LogGroup> groups,
        List<ShownLine> lastError,
        List<ShownLine> lastLines) {
    public Condensation {
        groups = List.copyOf(groups);
        lastError = List.copyOf(lastError);
        lastLines = List.copyOf(lastLines);
    }

    /// How many lines were read, how many of them passed the filter, and of how many logs.
    public record Size(long read, long matching, int logs) {}

    /// What is known of what went wrong, each with the lines that say so, in the order of the groups.
    public Map<KnownFailure, Long> failures() {
        var failures = new LinkedHashMap<KnownFailure, Long>();
        groups.forEach(
                group -> group.failure().ifPresent(failure -> failures.merge(failure, group.count(), Long::sum)));
        return failures;
    }
}
