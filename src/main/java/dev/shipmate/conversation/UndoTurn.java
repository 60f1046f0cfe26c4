package dev.shipmate.conversation;

import dev.shipmate.approval.Approver;
import dev.shipmate.approval.UndoEntry;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.WriteMode;
import java.util.Optional;

/// A turn that takes back the newest change of this cluster: the same gate, the same waiting, and no second way.
final class UndoTurn {
    private final Setup setup;

    UndoTurn(Setup setup) {
        this.setup = setup;
    }

    TurnResult run(TurnListener listener, Approver approver) {
        var turn = new Turn(new Question("undo"), listener, approver);
        var answer = new AnswerBuilder(turn);
        try {
            if (setup.readOnly()) {
                answer.refused("Shipmate runs read-only, so nothing can be undone.", "Start it without --read-only.");
            } else {
                newest().ifPresentOrElse(
                                entry -> undo(entry, turn, answer),
                                () -> answer.nothingToUndo(setup.target().context()));
            }
        } catch (TurnStopped e) {
            answer.stopped(e.reason(), setup.budget());
        } catch (ClusterException e) {
            answer.clusterFailed(e, setup.redactor());
        }
        return answer.build();
    }

    /// The newest change that was made: one that the program was ended on counts when the cluster shows it.
    private Optional<UndoEntry> newest() {
        Optional<UndoEntry> newest = setup.journal().newest();
        while (newest.isPresent() && !newest.get().made() && !shows(newest.get())) {
            setup.journal().taken(newest.get());
            newest = setup.journal().newest();
        }
        return newest;
    }

    /// Not known is no reason to pass an entry over.
    private boolean shows(UndoEntry entry) {
        return switch (tryOut(entry)) {
            case ToolResult.Planned planned -> foreignChange(entry, planned).isEmpty();
            case ToolResult.Completed _, ToolResult.NotFound _ -> false;
            case ToolResult.Proposed _, ToolResult.Changed _, ToolResult.Refused _, ToolResult.Failed _ -> true;
        };
    }

    private void undo(UndoEntry entry, Turn turn, AnswerBuilder answer) {
        Optional<Change> foreign =
                tryOut(entry) instanceof ToolResult.Planned planned ? foreignChange(entry, planned) : Optional.empty();
        if (foreign.isPresent()) {
            answer.refused(
                    "%s was changed by somebody else since: %s is %s, and Shipmate had left it at %s."
                            .formatted(
                                    foreign.get().object(),
                                    foreign.get().field(),
                                    foreign.get().before(),
                                    left(entry, foreign.get())),
                    "Nothing was changed.");
            return;
        }
        var runner = new CallRunner(setup, UndoneChanges.IGNORED, setup.target().withNamespace(entry.namespace()));
        ToolResult result = runner.run(entry.undo(), turn);
        if (result instanceof ToolResult.Changed || result instanceof ToolResult.Completed) {
            setup.journal().taken(entry);
        }
        answer.facts(DecidedBy.RULES);
    }

    private ToolResult tryOut(UndoEntry entry) {
        return switch (setup.toolbox().prepare(entry.undo())) {
            case Toolbox.Prepared.Unusable(ToolResult result) -> result;
            case Toolbox.Prepared.Ready ready ->
                setup.toolbox().run(ready, new Invocation(WriteMode.DRY_RUN, entry.namespace(), _ -> {}));
        };
    }

    /// A field that no longer has the value that the change gave it.
    private static Optional<Change> foreignChange(UndoEntry entry, ToolResult.Planned planned) {
        return planned.changes().stream()
                .filter(change -> entry.changes().stream()
                        .anyMatch(done -> done.object().equals(change.object())
                                && done.field().equals(change.field())
                                && !done.after().equals(change.before())))
                .findFirst();
    }

    private static String left(UndoEntry entry, Change change) {
        return entry.changes().stream()
                .filter(done -> done.field().equals(change.field()))
                .map(Change::after)
                .findFirst()
                .orElse("?");
    }
}
