package dev.shipmate.conversation;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Authority;
import dev.shipmate.approval.Circumstances;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.Ruling;
import dev.shipmate.approval.UndoEntry;
import dev.shipmate.approval.UndoJournal;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Change;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Makes changes through the gate, several as one plan: all are tried out first, asked for as a whole, and made in
/// their order until one does not take effect. What was made until then can be taken back at once.
final class ChangeRunner {
    private final Toolbox toolbox;
    private final Gate gate;
    private final ProtectedNamespaces guarded;
    private final UndoJournal journal;
    private final ClusterTarget target;
    private final Redactor redactor;
    private final Reads reads;
    private final Clock clock = Clock.systemUTC();

    ChangeRunner(Setup setup, UndoJournal journal, ClusterTarget target) {
        this.toolbox = setup.toolbox();
        this.gate = setup.gate();
        this.guarded = setup.guarded();
        this.journal = journal;
        this.target = target;
        this.redactor = setup.redactor();
        this.reads = new Reads(toolbox, target.namespace(), redactor);
    }

    /// A change, and what it came to when it was tried out.
    private record Tried(Toolbox.Prepared.Ready call, ToolCall shown, ToolResult result, long start) {
        Duration took() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /// Returns what each came to, up to the last that was tried or made.
    List<ToolResult> run(List<Toolbox.Prepared.Ready> calls, Turn turn) {
        var tried = new ArrayList<Tried>();
        var plan = new ArrayList<PlannedChange>();
        for (Toolbox.Prepared.Ready call : calls) {
            Tried one = tryOut(call, turn);
            switch (one.result()) {
                case ToolResult.Planned planned -> {
                    tried.add(one);
                    plan.add(change(one, planned, call.repairs()));
                }
                case ToolResult.Completed nothingToDo -> finish(one, nothingToDo, turn);
                case ToolResult.Proposed _,
                        ToolResult.Changed _,
                        ToolResult.Refused _,
                        ToolResult.NotFound _,
                        ToolResult.Failed _ -> {
                    finish(one, one.result(), turn);
                    if (calls.size() > 1) {
                        turn.emit(new TurnEvent.Noted("None of the %d changes was made, because this one cannot be: %s"
                                .formatted(calls.size(), one.shown().display())));
                    }
                    return List.of(one.result());
                }
            }
        }
        if (plan.isEmpty()) {
            return List.of(new ToolResult.Completed());
        }
        Ruling ruling = plan.size() == 1
                ? gate.decide(plan.getFirst(), turn.circumstances(), turn.approver())
                : gate.decideAll(plan, circumstances(tried, turn), turn.approver());
        plan.forEach(change -> turn.emit(new TurnEvent.ChangeDecided(change, ruling)));
        return switch (ruling.approval()) {
            case TURN -> {
                turn.approve();
                yield make(tried, turn);
            }
            case YES, ALWAYS -> make(tried, turn);
            case NO -> refuse(tried, plan, turn);
            case UNAVAILABLE -> {
                for (int i = 0; i < tried.size(); i++) {
                    turn.await(plan.get(i), gate.objections(plan.get(i), circumstances(tried, turn)));
                    finish(tried.get(i), tried.get(i).result(), turn);
                }
                yield tried.stream().map(Tried::result).toList();
            }
        };
    }

    /// What one change says in the cluster's words may not lead to the next, so a plan counts as tainted beforehand.
    private static Circumstances circumstances(List<Tried> tried, Turn turn) {
        Circumstances now = turn.circumstances();
        boolean taints = tried.subList(0, tried.size() - 1).stream()
                .anyMatch(one -> one.call().spec().trust() == Trust.UNTRUSTED);
        return new Circumstances(now.tainted() || taints, now.approved());
    }

    private Tried tryOut(Toolbox.Prepared.Ready call, Turn turn) {
        long start = System.nanoTime();
        ToolCall shown = toolbox.shown(call.call());
        turn.emit(new TurnEvent.CallStarted(shown, call.spec().effect()));
        ToolResult result = RunningCall.start(() ->
                        toolbox.run(call, turn.invocation(WriteMode.DRY_RUN, target.namespace(), shown, redactor)))
                .await();
        return new Tried(call, shown, result, start);
    }

    private PlannedChange change(Tried one, ToolResult.Planned planned, List<String> further) {
        return new PlannedChange(
                one.shown(),
                one.call().spec().effect(),
                target,
                planned.changes(),
                planned.losses(),
                Stream.concat(further.stream(), planned.notes().stream()).toList(),
                guarded.among(planned.changes()));
    }

    private static List<ToolResult> refuse(List<Tried> tried, List<PlannedChange> plan, Turn turn) {
        List<Change> changes =
                plan.stream().flatMap(change -> change.changes().stream()).toList();
        var refused = new ToolResult.Refused(
                "The user said no to: %s.".formatted(AnswerText.changes(changes)), "Nothing was changed.");
        finish(tried.getFirst(), refused, turn);
        if (Thread.interrupted()) {
            throw new TurnStopped(TurnStopped.Reason.CANCELLED);
        }
        return List.of(refused);
    }

    private List<ToolResult> make(List<Tried> tried, Turn turn) {
        var results = new ArrayList<ToolResult>();
        var made = new ArrayList<UndoEntry>();
        for (Tried one : tried) {
            ToolResult result = apply(one, journal, made, turn);
            finish(one, result, turn);
            results.add(result);
            if (!tookEffect(result)) {
                reads.lookInto(result, turn);
                break;
            }
        }
        if (tried.size() > 1 && !tookEffect(results.getLast())) {
            turn.halt();
            turn.emit(new TurnEvent.Noted("The plan stopped at change %d of %d: %s."
                    .formatted(
                            results.size(),
                            tried.size(),
                            tried.get(results.size() - 1).shown().display())));
            if (!made.isEmpty() && !Thread.currentThread().isInterrupted()) {
                takeBack(made.reversed(), turn);
            }
        }
        return results;
    }

    /// Whatever was allowed in advance, a person decides on this.
    private void takeBack(List<UndoEntry> entries, Turn turn) {
        var ready = new ArrayList<Tried>();
        var back = new ArrayList<UndoEntry>();
        var plan = new ArrayList<PlannedChange>();
        for (UndoEntry entry : entries) {
            if (toolbox.prepare(entry.undo()) instanceof Toolbox.Prepared.Ready call) {
                Tried one = tryOut(call, turn);
                if (one.result() instanceof ToolResult.Planned planned) {
                    ready.add(one);
                    back.add(entry);
                    plan.add(change(
                            one, planned, List.of("takes back: " + entry.done().display())));
                    continue;
                }
            }
            turn.emit(new TurnEvent.Noted(
                    "This cannot be taken back now: " + entry.done().display()));
        }
        Approval answer = plan.isEmpty() ? Approval.NO : turn.approver().askAll(plan);
        Authority authority = answer == Approval.UNAVAILABLE ? Authority.NOBODY : Authority.PERSON;
        plan.forEach(change -> turn.emit(new TurnEvent.ChangeDecided(change, new Ruling(answer, authority))));
        if (!answer.allows()) {
            turn.emit(new TurnEvent.Noted("%s before it stayed; `shipmate undo` takes one back, the newest first."
                    .formatted(Words.count(entries.size(), "change"))));
            return;
        }
        for (int i = 0; i < ready.size(); i++) {
            Tried one = ready.get(i);
            ToolResult result = apply(one, UndoneChanges.IGNORED, new ArrayList<>(), turn);
            finish(one, result, turn);
            if (result instanceof ToolResult.Changed) {
                journal.taken(back.get(i));
            }
        }
    }

    private ToolResult apply(Tried one, UndoJournal into, List<UndoEntry> made, Turn turn) {
        RunningCall running = RunningCall.start(() -> recorded(one, into, made, turn));
        ToolResult result;
        turn.changing(true);
        try {
            result = running.awaitLastWords(one.call().lastWords());
        } catch (TurnStopped e) {
            turn.emit(new TurnEvent.Noted("It may have been changed all the same: look before you ask again."));
            throw e;
        } finally {
            turn.changing(false);
        }
        if (one.call().spec().trust() == Trust.UNTRUSTED || !tookEffect(result)) {
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

    /// The undo entry goes ahead of the change, so that one is there when the program is killed in between, and
    /// what the change came to is written on the call's own thread, so that it is there even when nobody waits any
    /// more.
    private ToolResult recorded(Tried one, UndoJournal into, List<UndoEntry> made, Turn turn) {
        String id = UUID.randomUUID().toString();
        Optional<UndoEntry> ahead = one.result() instanceof ToolResult.Planned planned
                ? entry(id, one, planned.undo(), planned.changes(), false)
                : Optional.empty();
        ahead.ifPresent(into::record);
        ToolResult result =
                toolbox.run(one.call(), turn.invocation(WriteMode.APPLY, target.namespace(), one.shown(), redactor));
        Optional<UndoEntry> entry = result instanceof ToolResult.Changed changed
                ? entry(id, one, changed.undo(), changed.changes(), true)
                : Optional.empty();
        // An interrupt is for the wait; it must not break the writing.
        boolean interrupted = Thread.interrupted();
        try {
            entry.ifPresentOrElse(
                    it -> {
                        into.record(it);
                        made.add(it);
                        turn.emit(new TurnEvent.ChangeRecorded(it.done(), it.id()));
                    },
                    () -> ahead.ifPresent(into::taken));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return result;
    }

    private Optional<UndoEntry> entry(String id, Tried one, Undo undo, List<Change> changes, boolean made) {
        return undo instanceof Undo.By(ToolCall call)
                ? Optional.of(new UndoEntry(
                        id, clock.instant(), target.context(), target.namespace(), one.shown(), call, changes, made))
                : Optional.empty();
    }

    private static void finish(Tried one, ToolResult result, Turn turn) {
        turn.finished(one.shown(), one.call().spec().effect(), result, one.took());
    }
}
