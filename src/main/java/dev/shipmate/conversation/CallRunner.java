package dev.shipmate.conversation;

import dev.shipmate.approval.UndoJournal;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the calls of a turn: reads side by side, changes through the gate.
///
/// Each call has a virtual thread of its own, so that the turn can be left at once even when a call hangs.
final class CallRunner {
    private final Toolbox toolbox;
    private final ChangeRunner changes;
    private final Reads reads;

    CallRunner(Setup setup) {
        this(setup, setup.journal(), setup.target());
    }

    CallRunner(Setup setup, UndoJournal journal, ClusterTarget target) {
        this.toolbox = setup.toolbox();
        this.changes = new ChangeRunner(setup, journal, target);
        this.reads = new Reads(toolbox, target.namespace(), setup.redactor());
    }

    /// Checks and runs one call.
    ToolResult run(ToolCall call, Turn turn) {
        return make(List.of(call), turn);
    }

    /// Runs prepared calls and returns their results in the same order.
    List<ToolResult> run(List<Toolbox.Prepared.Ready> calls, Turn turn) {
        if (!calls.isEmpty() && calls.stream().allMatch(call -> call.spec().effect() != Effect.READ)) {
            return changes.run(calls, turn);
        }
        if (calls.stream().anyMatch(call -> call.spec().effect() != Effect.READ)) {
            return calls.stream()
                    .map(call -> run(List.of(call), turn).getFirst())
                    .toList();
        }
        List<RunningCall> running = calls.stream()
                .map(call -> RunningCall.start(() -> reads.run(call, turn)))
                .toList();
        var results = new ArrayList<ToolResult>();
        try {
            for (RunningCall call : running) {
                results.add(call.await());
            }
        } finally {
            running.forEach(RunningCall::stop);
        }
        for (int i = 0; i < calls.size(); i++) {
            results.set(i, made(calls.get(i), results.get(i), turn));
        }
        return results;
    }

    /// What a look-up proposes is made when that is what the user ordered, through the gate as any change.
    private ToolResult made(Toolbox.Prepared.Ready call, ToolResult result, Turn turn) {
        if (!(result instanceof ToolResult.Proposed(List<Block> why, List<ToolCall> advised))
                || advised.isEmpty()
                || !turn.orders(call.spec().name())
                || !advised.stream()
                        .allMatch(change -> toolbox.find(change.tool()).isPresent())) {
            return result;
        }
        // Who is asked now has not seen the answer yet.
        why.forEach(block -> {
            if (block instanceof Block.Fact(String text)) {
                turn.emit(new TurnEvent.Noted(text));
            }
        });
        return make(advised, turn);
    }

    /// Checks and runs calls, changes as one plan. Returns what the last of them came to.
    ToolResult make(List<ToolCall> calls, Turn turn) {
        var ready = new ArrayList<Toolbox.Prepared.Ready>();
        for (ToolCall call : calls) {
            switch (toolbox.prepare(call)) {
                case Toolbox.Prepared.Ready usable -> {
                    usable.repairs().forEach(repair -> turn.emit(new TurnEvent.Noted(repair)));
                    ready.add(usable);
                }
                case Toolbox.Prepared.Unusable(ToolResult result) -> {
                    turn.finished(toolbox.shown(call), Effect.READ, result, Duration.ZERO);
                    return result;
                }
            }
        }
        return run(ready, turn).getLast();
    }
}
