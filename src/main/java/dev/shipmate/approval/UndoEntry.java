package dev.shipmate.approval;

import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import java.time.Instant;
import java.util.List;

/// A change that can be taken back: by which call, in which namespace, and what the change left behind, so that a later
/// change by somebody else is noticed.
///
/// @param made whether it is known that the change was made; else the program was ended while it was at work
public record UndoEntry(
        String id,
        Instant time,
        String context,
        String namespace,
        ToolCall done,
        ToolCall undo,
        List<Change> changes,
        boolean made) {
    public UndoEntry {
        changes = List.copyOf(changes);
    }
}
