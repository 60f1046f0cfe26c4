package dev.shipmate.pipeline;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Consumer;

/// What a run has to tell the runs after it the moment it happens, because it may be ended before it comes to use it.
sealed interface RunMemory {
    /// Of a run that leaves nothing.
    record None() implements RunMemory {}

    /// Of a run that has a journal.
    ///
    /// @param whole whether the run is a whole deploy, or goes on with one: only such a run deletes pods for checks
    record Kept(RunJournal journal, String run, boolean whole) implements RunMemory {}

    default void replaced(String reference) {
        noted(kept -> kept.journal().replaced(kept.run(), reference));
    }

    default void made(int revision) {
        noted(kept -> kept.journal().made(kept.run(), revision));
    }

    default void proven(int revision) {
        noted(kept -> kept.journal().proven(kept.run(), revision));
    }

    /// The references whose images were replaced, and whose pods nobody has made anew yet.
    default Set<String> replaced() {
        return switch (this) {
            case None() -> Set.of();
            case Kept kept -> kept.journal().replaced();
        };
    }

    /// Whether the revision was made here, and its checks with restarts are still to be made.
    default boolean unproven(int revision) {
        return switch (this) {
            case None() -> false;
            case Kept kept -> kept.whole() && revision > 0 && kept.journal().unproven() == revision;
        };
    }

    private void noted(Consumer<Kept> note) {
        switch (this) {
            case None() -> {}
            case Kept kept -> {
                try {
                    note.accept(kept);
                } catch (UncheckedIOException _) {
                    // A disk that got full is no reason to stop halfway.
                }
            }
        }
    }
}
