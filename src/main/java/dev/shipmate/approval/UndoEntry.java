package dev.shipmate.approval;

import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import java.time.Instant;
import java.util.List;

/// A change that was made and can be taken back: by which call, in which namespace, and what the change left behind, so
/// that a later change by somebody else is noticed.
public record UndoEntry(
        String id, Instant time, String context, String namespace, ToolCall done, ToolCall undo, List<Change> changes) {
    public UndoEntry {
        changes = List.copyOf(changes);
    }
}
