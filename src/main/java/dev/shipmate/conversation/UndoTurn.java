package dev.shipmate.conversation;

import dev.shipmate.approval.Approver;
import dev.shipmate.approval.UndoEntry;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.WriteMode;
import java.util.List;
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
            Optional<UndoEntry> newest = setup.journal().newest();
            if (newest.isEmpty()) {
                answer.nothingToUndo(setup.target().context());
            } else {
                undo(newest.get(), turn, answer);
            }
        } catch (TurnStopped e) {
            answer.stopped(e.reason(), setup.budget());
        } catch (ClusterException e) {
            answer.clusterFailed(e, setup.redactor());
        }
        return answer.build();
    }

    private void undo(UndoEntry entry, Turn turn, AnswerBuilder answer) {
        if (setup.readOnly()) {
            answer.refused("Shipmate runs read-only, so nothing can be undone.", "Start it without --read-only.");
            return;
        }
        Optional<Change> foreign = foreignChange(entry);
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

    /// A field that no longer has the value that the change gave it.
    private Optional<Change> foreignChange(UndoEntry entry) {
        if (!(setup.toolbox().prepare(entry.undo()) instanceof Toolbox.Prepared.Ready ready)) {
            return Optional.empty();
        }
        ToolResult tried = setup.toolbox().run(ready, new Invocation(WriteMode.DRY_RUN, entry.namespace(), _ -> {}));
        if (!(tried instanceof ToolResult.Planned(List<Change> changes, var _, var _))) {
            return Optional.empty();
        }
        return changes.stream()
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
