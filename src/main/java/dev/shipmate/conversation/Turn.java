package dev.shipmate.conversation;

import dev.shipmate.approval.Approver;
import dev.shipmate.approval.Circumstances;
import dev.shipmate.approval.Objection;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.WriteMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What has happened so far in one turn. Calls may run side by side, so everything here is guarded.
final class Turn {
    private Question question;
    private final TurnListener listener;
    private final Approver approver;
    private final List<CallRecord> calls = new ArrayList<>();
    private final Set<ToolCall> madeUp = new HashSet<>();
    private final List<PlannedChange> waiting = new ArrayList<>();
    private final Set<Objection> objections = EnumSet.noneOf(Objection.class);
    private Set<String> ordered = Set.of();
    private TokenUsage tokens = TokenUsage.NONE;
    private boolean tainted;
    private boolean approved;
    private boolean halted;
    private boolean changing;
    private long changingSince;
    private Duration changed = Duration.ZERO;

    /// `question` has no secrets in it any more.
    Turn(Question question, TurnListener listener, Approver approver) {
        this.question = question;
        this.listener = listener;
        this.approver = approver;
        // Text that came through a pipe may try to give orders as much as a log.
        this.tainted = !question.attachment().isBlank();
    }

    /// What the user wants changed: by the tools of these names.
    synchronized void order(Set<String> tools) {
        ordered = Set.copyOf(tools);
    }

    /// Whether what this tool proposes is what the user wants made.
    synchronized boolean orders(String tool) {
        return ordered.contains(tool);
    }

    synchronized Question question() {
        return question;
    }

    /// Adds a text for the model to read, which may try to give orders.
    synchronized void attach(String text) {
        question = new Question(question.text(), text);
        tainted = true;
    }

    Approver approver() {
        return approver;
    }

    synchronized void emit(TurnEvent event) {
        listener.on(event);
    }

    synchronized void add(CallRecord call) {
        calls.add(call);
    }

    /// Nobody could be asked about this change, and `reasons` stood against it.
    synchronized void await(PlannedChange change, Set<Objection> reasons) {
        waiting.add(change);
        objections.addAll(reasons);
    }

    synchronized void taint() {
        tainted = true;
    }

    /// A person said yes to all that this turn changes.
    synchronized void approve() {
        approved = true;
    }

    /// A plan of changes stopped half-way, whatever is made after that.
    synchronized void halt() {
        halted = true;
    }

    synchronized boolean halted() {
        return halted;
    }

    synchronized Circumstances circumstances() {
        return new Circumstances(tainted, approved);
    }

    synchronized void spend(TokenUsage usage) {
        tokens = tokens.plus(usage);
    }

    synchronized TokenUsage tokens() {
        return tokens;
    }

    synchronized List<CallRecord> calls() {
        return List.copyOf(calls);
    }

    /// Marks a call that looked for a name which nobody but the model has said: what it came to is not told.
    synchronized void disown(ToolCall call) {
        madeUp.add(call);
    }

    /// The calls that the answer may tell of.
    synchronized List<CallRecord> tellable() {
        return calls.stream().filter(made -> !madeUp.contains(made.call())).toList();
    }

    synchronized List<PlannedChange> waiting() {
        return List.copyOf(waiting);
    }

    synchronized Set<Objection> objections() {
        return Set.copyOf(objections);
    }

    /// Marks that an approved change is at work, or no more.
    synchronized void changing(boolean now) {
        if (changing) {
            changed = changed.plusNanos(System.nanoTime() - changingSince);
        }
        changing = now;
        changingSince = System.nanoTime();
        notifyAll();
    }

    /// Waits until no approved change is at work; returns how long such changes took so far.
    synchronized Duration awaitChanges() throws InterruptedException {
        while (changing) {
            wait();
        }
        return changed;
    }

    Optional<CallRecord> find(ToolCall call) {
        return calls().stream().filter(made -> made.call().equals(call)).findFirst();
    }

    /// Results worth telling: what was found and done, or, when there is none of that, what went wrong.
    List<ToolResult> results() {
        List<ToolResult> all = tellable().stream().map(CallRecord::result).toList();
        List<ToolResult> good = all.stream().filter(Turn::useful).toList();
        return good.isEmpty() ? all : good;
    }

    boolean hasFacts() {
        return tellable().stream().map(CallRecord::result).anyMatch(Turn::useful);
    }

    private static boolean useful(ToolResult result) {
        return switch (result) {
            case ToolResult.Completed _,
                    ToolResult.Proposed _,
                    ToolResult.Changed _,
                    ToolResult.NotFound _,
                    ToolResult.Refused _ -> true;
            case ToolResult.Planned _, ToolResult.Failed _ -> false;
        };
    }

    /// How a tool runs in this turn: where names are looked for, and that its progress is heard.
    Invocation invocation(WriteMode mode, String namespace, ToolCall call, Redactor redactor) {
        return new Invocation(
                mode, namespace, message -> emit(new TurnEvent.CallProgressed(call, redactor.redact(message))));
    }

    void finished(ToolCall call, Effect effect, ToolResult result, Duration took) {
        add(new CallRecord(call, effect, result, took));
        emit(new TurnEvent.CallFinished(call, effect, result, took));
    }
}
