package dev.shipmate.approval;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;

/// A change that passed the dry run and waits for a yes: the call, where it acts, old and new values, what
/// would be lost, and notes such as a name that was corrected.
public record PlannedChange(
        ToolCall call,
        Effect effect,
        ClusterTarget target,
        List<Change> changes,
        List<String> losses,
        List<String> notes) {
    public PlannedChange {
        changes = List.copyOf(changes);
        losses = List.copyOf(losses);
        notes = List.copyOf(notes);
    }
}
