package dev.shipmate.approval;

import java.util.Optional;

/// The changes that can be taken back, newest first, across restarts.
public interface UndoJournal {
    void record(UndoEntry entry);

    /// The newest entry for a context that has not been taken back.
    Optional<UndoEntry> newest(String context);

    /// Marks an entry as taken back.
    void taken(UndoEntry entry);
}
