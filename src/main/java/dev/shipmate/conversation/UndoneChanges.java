package dev.shipmate.conversation;

import dev.shipmate.approval.UndoEntry;
import dev.shipmate.approval.UndoJournal;
import java.util.Optional;

/// A journal that keeps nothing: taking a change back is not itself a change to take back.
enum UndoneChanges implements UndoJournal {
    IGNORED;

    @Override
    public void record(UndoEntry entry) {}

    @Override
    public Optional<UndoEntry> newest() {
        return Optional.empty();
    }

    @Override
    public void taken(UndoEntry entry) {}
}
