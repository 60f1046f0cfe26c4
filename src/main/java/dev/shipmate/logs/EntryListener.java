package dev.shipmate.logs;

import java.time.Instant;

/// Hears of every entry that passes the filter, one at a time.
@FunctionalInterface
public interface EntryListener {
    /// Hears of one entry.
    ///
    /// @param time when it was written, or `Instant.EPOCH` when that is not known
    void on(Severity severity, Instant time);
}
