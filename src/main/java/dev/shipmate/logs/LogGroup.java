package dev.shipmate.logs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Entries of one shape.
///
/// @param template their common text, with `<*>` for what differs
/// @param count how many entries
/// @param lines how many lines they have together
/// @param first `Instant.EPOCH` when no line had a time, as is `last`
/// @param source the one container that wrote them; empty when there were several
/// @param example the first of them, as it was written
/// @param failure what is known to be behind it
public record LogGroup(
        Severity severity,
        String template,
        long count,
        long lines,
        Instant first,
        Instant last,
        String source,
        List<String> example,
        Optional<KnownFailure> failure) {
    public LogGroup {
        example = List.copyOf(example);
    }
}
