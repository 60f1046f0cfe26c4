package dev.shipmate.approval;

import java.util.Optional;

/// The changes of one cluster that can be taken back, newest first, across restarts.
public interface UndoJournal {
    /// Writes an entry down, in place of an earlier one with its ID.
    void record(UndoEntry entry);

    /// The newest entry that has not been taken back.
    Optional<UndoEntry> newest();

    /// Marks an entry as taken back, or as of a change that was never made.
    void taken(UndoEntry entry);
}
