package dev.shipmate.fake;

import dev.shipmate.approval.Approver;
import dev.shipmate.approval.Circumstances;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.Ruling;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.model.Protocol;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A session that knows a handful of questions and answers them like a real one: with events, approvals, and an end
/// when its thread is interrupted. `pace` is how long each step takes.
public final class FakeSession extends FakeSurroundings {
    private static final List<String> WORDS = List.of(
            "The **backend** fails because ",
            "`db.todo` cannot be resolved: ",
            "there is no service of that name.\n\n",
            "- create the service\n",
            "- or set `DB_HOST`\n");

    private final Duration pace;
    private final List<TurnResult> turns = new ArrayList<>();
    private Optional<FailureReport> failure = Optional.empty();
    private int replicas = 2;

    public FakeSession(Inventory inventory, Duration pace) {
        super(inventory);
        this.pace = pace;
    }

    public int replicas() {
        return replicas;
    }

    @Override
    public TurnResult ask(Question question, TurnListener listener, Approver approver) {
        TurnResult result;
        try {
            result = answer(question, listener, approver);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            result = result(question, Outcome.CANCELLED, "Cancelled.", List.of());
        }
        turns.add(result);
        return result;
    }

    private TurnResult answer(Question question, TurnListener listener, Approver approver) throws InterruptedException {
        String text = question.text();
        if (text.startsWith("scale")) {
            return scale(question, listener, approver);
        }
        if (text.startsWith("unreachable")) {
            throw new ClusterException(
                    ClusterException.Code.UNREACHABLE,
                    "Cannot reach cluster 'minikube'. Start it with `minikube start`.");
        }
        return text.startsWith("why") ? explain(question, listener) : list(question, listener);
    }

    private TurnResult list(Question question, TurnListener listener) throws InterruptedException {
        CallRecord call = call(
                listener,
                new ToolCall("list_pods", Map.of("namespace", target().namespace())),
                new ToolResult.Completed(
                        new Block.Fact("2 pods in todo: 1 Running, 1 CrashLoopBackOff"),
                        new Block.Table(
                                List.of("NAME", "READY", "STATUS"),
                                List.of(
                                        List.of("backend-7c9f8d6b5-x2x4z", "0/1", "CrashLoopBackOff"),
                                        List.of("web-5d4f8c7b9-abcde", "1/1", "Running")),
                                0)));
        return result(question, Outcome.ANSWERED, """
                2 pods in todo.

                | NAME | READY | STATUS |
                | --- | --- | --- |
                | backend-7c9f8d6b5-x2x4z | 0/1 | CrashLoopBackOff |
                | web-5d4f8c7b9-abcde | 1/1 | Running |
                """, List.of(call));
    }

    private TurnResult explain(Question question, TurnListener listener) throws InterruptedException {
        listener.on(new TurnEvent.ModelAsked(model(), Protocol.SCHEMA));
        Thread.sleep(pace.multipliedBy(2));
        CallRecord call = call(
                listener,
                new ToolCall("diagnose", Map.of("name", "deployment/backend")),
                new ToolResult.Completed(new Block.Excerpt(
                        "Log of backend", List.of("panic: lookup db.todo: no such host", "exit 1"), 3)));
        listener.on(new TurnEvent.ModelAsked(model(), Protocol.SCHEMA));
        Thread.sleep(pace);
        for (String word : WORDS) {
            listener.on(new TurnEvent.AnswerStreamed(word));
            Thread.sleep(pace.dividedBy(4));
        }
        return result(question, Outcome.ANSWERED, String.join("", WORDS), List.of(call));
    }

    private TurnResult scale(Question question, TurnListener listener, Approver approver) throws InterruptedException {
        var call = new ToolCall("scale", Map.of("name", "deployment/web"));
        int wanted = Integer.parseInt(question.text().replaceAll("\\D", ""));
        var changes = List.of(
                new Change("deployment/web", "todo", "replicas", String.valueOf(replicas), String.valueOf(wanted)));
        Effect effect = wanted == 0 ? Effect.DESTROY : Effect.CHANGE;
        List<String> losses = wanted == 0 ? List.of("every pod of deployment/web") : List.of();
        var planned =
                new PlannedChange(call, effect, target(), changes, losses, List.of("web was taken for deployment/web"));
        Ruling ruling = gate().decide(planned, Circumstances.PLAIN, approver);
        listener.on(new TurnEvent.ChangeDecided(planned, ruling));
        return switch (ruling.approval()) {
            case YES, TURN, ALWAYS -> {
                replicas = wanted;
                var changed =
                        new ToolResult.Changed(changes, List.of(), new Undo.Impossible("It is a fake."), Settled.YES);
                yield result(
                        question,
                        Outcome.ANSWERED,
                        "Scaled to %d.".formatted(wanted),
                        List.of(call(listener, call, changed)));
            }
            case NO -> {
                Thread.sleep(Duration.ZERO);
                yield result(question, Outcome.REFUSED, "Nothing was changed.", List.of());
            }
            case UNAVAILABLE -> result(question, Outcome.NEEDS_APPROVAL, "Nobody is there to approve it.", List.of());
        };
    }

    private CallRecord call(TurnListener listener, ToolCall call, ToolResult result) throws InterruptedException {
        listener.on(new TurnEvent.CallStarted(call, Effect.READ));
        for (int done = 1; done <= 3; done++) {
            Thread.sleep(pace);
            listener.on(new TurnEvent.CallProgressed(call, done + " of 3 pods looked at"));
        }
        Duration took = Duration.ofMillis(12);
        listener.on(new TurnEvent.CallFinished(call, Effect.READ, result, took));
        return new CallRecord(call, Effect.READ, result, took);
    }

    private TurnResult result(Question question, Outcome outcome, String answer, List<CallRecord> calls) {
        return new TurnResult(
                question,
                outcome,
                answer,
                DecidedBy.RULES,
                "",
                "",
                0.97,
                calls,
                List.of(),
                List.of(),
                TokenUsage.NONE,
                Duration.ofMillis(340));
    }

    @Override
    public TurnResult plan(Question question) {
        return result(question, Outcome.ANSWERED, "Would call `list_pods`.", List.of());
    }

    @Override
    public Optional<TurnResult> last() {
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns.getLast());
    }

    @Override
    public List<TurnResult> turns() {
        return List.copyOf(turns);
    }

    @Override
    public void reset() {
        turns.clear();
    }

    @Override
    public void resume(List<TurnResult> earlier) {
        turns.addAll(earlier);
    }

    @Override
    public void troubleshoot(FailureReport failed) {
        failure = Optional.of(failed);
    }

    @Override
    public Optional<FailureReport> failure() {
        return failure;
    }

    @Override
    public TurnResult mend(Remedy remedy, TurnListener listener, Approver approver) {
        return result(new Question(remedy.title()), Outcome.REFUSED, "It is a fake.", List.of());
    }

    @Override
    public TurnResult undo(TurnListener listener, Approver approver) {
        return result(new Question("undo"), Outcome.REFUSED, "There is no change to take back.", List.of());
    }
}
