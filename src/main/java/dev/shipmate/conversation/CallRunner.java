package dev.shipmate.conversation;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.Ruling;
import dev.shipmate.approval.UndoEntry;
import dev.shipmate.approval.UndoJournal;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.WriteMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Runs the calls of a turn: reads side by side, changes one after the other through the gate.
///
/// Each call has a virtual thread of its own, so that the turn can be left at once even when a call hangs.
final class CallRunner {
    private final Toolbox toolbox;
    private final Gate gate;
    private final ProtectedNamespaces guarded;
    private final UndoJournal journal;
    private final ClusterTarget target;
    private final Redactor redactor;
    private final Clock clock = Clock.systemUTC();

    CallRunner(Setup setup) {
        this(setup, setup.journal(), setup.target());
    }

    CallRunner(Setup setup, UndoJournal journal, ClusterTarget target) {
        this.toolbox = setup.toolbox();
        this.gate = setup.gate();
        this.guarded = setup.guarded();
        this.journal = journal;
        this.target = target;
        this.redactor = setup.redactor();
    }

    /// Checks and runs one call.
    ToolResult run(ToolCall call, Turn turn) {
        return switch (toolbox.prepare(call)) {
            case Toolbox.Prepared.Ready ready -> {
                ready.repairs().forEach(repair -> turn.emit(new TurnEvent.Noted(repair)));
                yield run(List.of(ready), turn).getFirst();
            }
            case Toolbox.Prepared.Unusable(ToolResult result) -> {
                turn.finished(toolbox.shown(call), Effect.READ, result, Duration.ZERO);
                yield result;
            }
        };
    }

    /// Runs prepared calls and returns their results in the same order.
    List<ToolResult> run(List<Toolbox.Prepared.Ready> calls, Turn turn) {
        if (calls.stream().anyMatch(call -> call.spec().effect() != Effect.READ)) {
            return calls.stream().map(call -> one(call, turn)).toList();
        }
        List<RunningCall> running = calls.stream()
                .map(call -> RunningCall.start(() -> read(call, turn)))
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
        if (!(result instanceof ToolResult.Proposed(List<Block> why, List<ToolCall> changes))
                || changes.isEmpty()
                || !turn.orders(call.spec().name())
                || !changes.stream()
                        .allMatch(change -> toolbox.find(change.tool()).isPresent())) {
            return result;
        }
        // Who is asked now has not seen the answer yet.
        why.forEach(block -> {
            if (block instanceof Block.Fact(String text)) {
                turn.emit(new TurnEvent.Noted(text));
            }
        });
        return make(changes, turn);
    }

    /// Makes changes one after the other, until one does not work. Returns what the last came to.
    ToolResult make(List<ToolCall> changes, Turn turn) {
        ToolResult last = new ToolResult.Completed();
        for (ToolCall change : changes) {
            last = run(change, turn);
            if (!(last instanceof ToolResult.Changed || last instanceof ToolResult.Planned)) {
                return last;
            }
        }
        return last;
    }

    private ToolResult one(Toolbox.Prepared.Ready call, Turn turn) {
        return switch (call.spec().effect()) {
            case READ -> run(List.of(call), turn).getFirst();
            case CHANGE, DESTROY -> change(call, turn);
        };
    }

    private ToolResult read(Toolbox.Prepared.Ready call, Turn turn) {
        Effect effect = call.spec().effect();
        ToolCall shown = toolbox.shown(call.call());
        turn.emit(new TurnEvent.CallStarted(shown, effect));
        long start = System.nanoTime();
        ToolResult result = toolbox.run(call, invocation(WriteMode.APPLY, shown, turn));
        if (call.spec().trust() == Trust.UNTRUSTED) {
            turn.taint();
        }
        turn.finished(shown, effect, result, since(start));
        return result;
    }

    private ToolResult change(Toolbox.Prepared.Ready call, Turn turn) {
        Effect effect = call.spec().effect();
        ToolCall shown = toolbox.shown(call.call());
        long start = System.nanoTime();
        turn.emit(new TurnEvent.CallStarted(shown, effect));
        ToolResult tried = RunningCall.start(() -> toolbox.run(call, invocation(WriteMode.DRY_RUN, shown, turn)))
                .await();
        if (!(tried instanceof ToolResult.Planned(List<Change> changes, List<String> losses, List<String> notes))) {
            turn.finished(shown, effect, tried, since(start));
            return tried;
        }
        List<String> told =
                Stream.concat(call.repairs().stream(), notes.stream()).toList();
        var planned = new PlannedChange(shown, effect, target, changes, losses, told, guarded.among(changes));
        Ruling ruling = gate.decide(planned, turn.circumstances(), turn.approver());
        turn.emit(new TurnEvent.ChangeDecided(planned, ruling));
        ToolResult result = switch (ruling.approval()) {
            case TURN -> {
                turn.approve();
                yield apply(call, shown, turn);
            }
            case YES, ALWAYS -> apply(call, shown, turn);
            case NO ->
                new ToolResult.Refused(
                        "The user said no to: %s.".formatted(AnswerText.changes(changes)), "Nothing was changed.");
            case UNAVAILABLE -> {
                turn.await(planned, gate.objections(planned, turn.circumstances()));
                yield tried;
            }
        };
        turn.finished(shown, effect, result, since(start));
        if (ruling.approval() == Approval.NO && Thread.interrupted()) {
            throw new TurnStopped(TurnStopped.Reason.CANCELLED);
        }
        return result;
    }

    private ToolResult apply(Toolbox.Prepared.Ready call, ToolCall shown, Turn turn) {
        RunningCall running = RunningCall.start(() ->
                recorded(call, toolbox.run(call, invocation(WriteMode.APPLY, shown, turn)), turn));
        ToolResult result;
        turn.changing(true);
        try {
            result = running.awaitLastWords(call.lastWords());
        } catch (TurnStopped e) {
            turn.emit(new TurnEvent.Noted("It may have been changed all the same: look before you ask again."));
            throw e;
        } finally {
            turn.changing(false);
        }
        if (call.spec().trust() == Trust.UNTRUSTED || !tookEffect(result)) {
            turn.taint();
        }
        if (result instanceof ToolResult.Changed(var _, var _, Undo.Impossible(String reason), var _)) {
            turn.emit(new TurnEvent.Noted("This cannot be undone: " + reason));
        }
        return result;
    }

    /// What keeps a change from its effect is told in the cluster's words.
    private static boolean tookEffect(ToolResult result) {
        return result instanceof ToolResult.Changed(var _, var _, var _, Settled settled) && settled == Settled.YES;
    }

    /// The undo entry is written on the call's own thread, so that it is there even when nobody waits any more.
    private ToolResult recorded(Toolbox.Prepared.Ready call, ToolResult result, Turn turn) {
        if (result instanceof ToolResult.Changed(List<Change> changes, var _, Undo.By(ToolCall undo), var _)) {
            var entry = new UndoEntry(
                    UUID.randomUUID().toString(),
                    clock.instant(),
                    target.context(),
                    target.namespace(),
                    toolbox.shown(call.call()),
                    undo,
                    changes);
            // An interrupt is for the wait; it must not break the writing.
            boolean interrupted = Thread.interrupted();
            try {
                journal.record(entry);
                turn.emit(new TurnEvent.ChangeRecorded(entry.done(), entry.id()));
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return result;
    }

    private Invocation invocation(WriteMode mode, ToolCall call, Turn turn) {
        return new Invocation(
                mode,
                target.namespace(),
                message -> turn.emit(new TurnEvent.CallProgressed(call, redactor.redact(message))));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
