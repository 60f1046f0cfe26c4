package dev.shipmate.approval;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;

/// A change that passed the dry run and waits for a yes.
///
/// @param target where it acts
/// @param changes old and new values
/// @param losses what would be gone
/// @param notes such as a name that was corrected
/// @param guarded the protected namespaces that it touches
public record PlannedChange(
        ToolCall call,
        Effect effect,
        ClusterTarget target,
        List<Change> changes,
        List<String> losses,
        List<String> notes,
        List<String> guarded) {
    public PlannedChange {
        changes = List.copyOf(changes);
        losses = List.copyOf(losses);
        notes = List.copyOf(notes);
        guarded = List.copyOf(guarded);
    }

    public PlannedChange(
            ToolCall call,
            Effect effect,
            ClusterTarget target,
            List<Change> changes,
            List<String> losses,
            List<String> notes) {
        this(call, effect, target, changes, losses, notes, List.of());
    }
}
