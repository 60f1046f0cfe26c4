package dev.shipmate.tool;

import java.util.Arrays;
import java.util.List;

/// What one tool call came to. Every failing case says what to try next.
public sealed interface ToolResult {
    /// The case in a word, as scripts see it.
    default String word() {
        return switch (this) {
            case Completed _ -> "completed";
            case Proposed _ -> "proposed";
            case Planned _ -> "planned";
            case Changed _ -> "changed";
            case Refused _ -> "refused";
            case NotFound _ -> "not-found";
            case Failed _ -> "failed";
        };
    }

    /// A look-up that worked. `blocks` come most telling first; `further` are look-ups that may tell more where this
    /// one found nothing, the most promising first.
    record Completed(List<Block> blocks, List<ToolCall> further) implements ToolResult {
        public Completed {
            blocks = List.copyOf(blocks);
            further = List.copyOf(further);
        }

        public Completed(List<Block> blocks) {
            this(blocks, List.of());
        }

        public Completed(Block... blocks) {
            this(Arrays.asList(blocks));
        }
    }

    /// A look-up that worked, and the changes that it advises. Nothing was changed: each of them goes through the gate.
    record Proposed(List<Block> blocks, List<ToolCall> changes) implements ToolResult {
        public Proposed {
            blocks = List.copyOf(blocks);
            changes = List.copyOf(changes);
        }
    }

    /// A change that passed the server-side dry run and was not made. `losses` name what would be gone for
    /// good, `notes` what else to know before saying yes; `undo` is what would take it back, as far as that
    /// is known before it is made.
    record Planned(List<Change> changes, List<String> losses, List<String> notes, Undo undo) implements ToolResult {
        public Planned {
            changes = List.copyOf(changes);
            losses = List.copyOf(losses);
            notes = List.copyOf(notes);
        }

        /// Of a change that nothing is known to take back.
        public Planned(List<Change> changes, List<String> losses, List<String> notes) {
            this(changes, losses, notes, Undo.UNKNOWN);
        }

        public Planned(List<Change> changes, List<String> losses) {
            this(changes, losses, List.of());
        }
    }

    /// A change that was made. `blocks` tell in words what was seen in the cluster afterwards, `settled` whether it
    /// took effect.
    record Changed(List<Change> changes, List<Block> blocks, Undo undo, Settled settled) implements ToolResult {
        public Changed {
            changes = List.copyOf(changes);
            blocks = List.copyOf(blocks);
        }
    }

    /// The gate, or the user, did not allow the call.
    record Refused(String reason, String suggestion) implements ToolResult {}

    /// Nothing has this name. `what` is the kind of thing looked for, such as `pod`; `nearest` are names that
    /// exist.
    record NotFound(String what, String name, List<String> nearest) implements ToolResult {
        public NotFound {
            nearest = List.copyOf(nearest);
        }
    }

    /// It did not work. `evidence` shows why, where the cause alone does not.
    record Failed(String cause, String suggestion, List<Block> evidence) implements ToolResult {
        public Failed {
            evidence = List.copyOf(evidence);
        }

        public Failed(String cause, String suggestion) {
            this(cause, suggestion, List.of());
        }
    }
}
