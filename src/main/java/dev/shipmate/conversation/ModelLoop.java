package dev.shipmate.conversation;

import dev.shipmate.model.Decision;
import dev.shipmate.model.DecisionRequest;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.Reply;
import dev.shipmate.model.Utterance;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets a model choose calls until it has an answer or a budget ends.
///
/// A call is run once; the model is told when it asks again, and the second time the loop ends. A model that answers a
/// question about the cluster without having looked is not believed: the planner's best call is made instead, as it
/// is when all that the model looked for are names of its own making.
final class ModelLoop {
    /// Reads that a model may ask for at once.
    private static final int BATCH = 4;

    private final LanguageModel model;
    private final Toolbox toolbox;
    private final CallRunner runner;
    private final Budget budget;
    private final OptionsForModel options;
    private final int observationLimit;

    ModelLoop(LanguageModel model, Toolbox toolbox, CallRunner runner, Budget budget, OptionsForModel options) {
        this.model = model;
        this.toolbox = toolbox;
        this.runner = runner;
        this.budget = budget;
        this.options = options;
        // One result may fill 15 % of the window, at about three characters a token.
        this.observationLimit = Math.max(800, model.windowTokens() * 15 / 100 * 3);
    }

    /// Returns the words that the model has for the answer; they may be empty and nobody has checked them.
    String run(Turn turn, Shortlist shortlist, OpenTools open, List<Utterance> history) {
        var dialogue = new ArrayList<Utterance>(history);
        dialogue.add(new Utterance.User(question(turn.question())));
        var names = new SaidNames(dialogue, shortlist);
        int repeats = 0;
        boolean retried = false;
        for (int round = 0; round < budget.rounds(); round++) {
            checkTokens(turn);
            Decision decision = decide(turn, dialogue, open);
            switch (decision) {
                case Decision.Answer(String text) -> {
                    return grounded(turn, shortlist) ? text : fallBack(turn, shortlist);
                }
                case Decision.AskUser(String asked) -> {
                    return turn.hasFacts() || !shortlist.steps().isEmpty() ? fallBack(turn, shortlist) : asked;
                }
                case Decision.Unclear(String problem, String reply) -> {
                    if (retried) {
                        return fallBack(turn, shortlist);
                    }
                    retried = true;
                    dialogue.add(new Utterance.Assistant(reply.isBlank() ? "(nothing)" : reply));
                    dialogue.add(new Utterance.User(Prompts.fill("retry", Map.of("problem", problem))));
                }
                case Decision.CallTools(List<ToolCall> calls) -> {
                    if (open.none()) {
                        return fallBack(turn, shortlist);
                    }
                    int before = turn.calls().size();
                    repeats += call(turn, dialogue, calls, names);
                    if (repeats > 1 || !turn.waiting().isEmpty()) {
                        return fallBack(turn, shortlist);
                    }
                    if (repeats == 1) {
                        open.close();
                    } else {
                        goOn(turn.calls().subList(before, turn.calls().size()), open, shortlist);
                    }
                    if (open.none() && !Wording.isAble(model)) {
                        // Nothing is left to decide, and its words would not be used.
                        return fallBack(turn, shortlist);
                    }
                }
            }
        }
        if (turn.hasFacts()) {
            throw new TurnStopped(TurnStopped.Reason.ROUNDS);
        }
        fallBack(turn, shortlist);
        if (turn.hasFacts()) {
            return "";
        }
        throw new TurnStopped(TurnStopped.Reason.ROUNDS);
    }

    /// Narrows what is open by what the newest calls came to. A look-up that found nothing leads on to others, if the
    /// question may mean them.
    private void goOn(List<CallRecord> made, OpenTools open, Shortlist shortlist) {
        for (CallRecord call : made) {
            open.after(call.call(), call.result());
            if (call.result() instanceof ToolResult.Completed(var _, List<ToolCall> further)) {
                open.branch(options.of(
                        further.stream().filter(way -> isMeant(way, shortlist)).toList(), shortlist));
            }
        }
        open.goOn();
    }

    private static boolean isMeant(ToolCall way, Shortlist shortlist) {
        return shortlist.candidates().stream()
                .anyMatch(candidate -> candidate.call().tool().equals(way.tool()));
    }

    private Decision decide(Turn turn, List<Utterance> dialogue, OpenTools open) {
        turn.emit(new TurnEvent.ModelAsked(model.name(), model.protocol()));
        boolean lookFirst = open.due()
                || (turn.calls().isEmpty() && turn.question().attachment().isBlank());
        Reply reply = model.decide(new DecisionRequest(Prompts.load("system"), dialogue, open.options(), lookFirst));
        turn.spend(reply.tokens());
        return reply.decision();
    }

    /// Runs what can be run and adds every call with its result to the dialogue. Returns how many were repeats.
    private int call(Turn turn, List<Utterance> dialogue, List<ToolCall> wished, SaidNames names) {
        int repeats = 0;
        var fresh = new ArrayList<Toolbox.Prepared.Ready>();
        for (ToolCall wish : wished.subList(0, Math.min(BATCH, wished.size()))) {
            ToolCall call = names.corrected(wish);
            switch (toolbox.prepare(call)) {
                case Toolbox.Prepared.Unusable(ToolResult result) -> {
                    repeats += turn.find(call).isPresent() ? 1 : 0;
                    turn.finished(call, Effect.READ, result, Duration.ZERO);
                    if (names.madeUp(result)) {
                        turn.disown(call);
                    }
                    observe(dialogue, call, ObservationText.of(result, observationLimit));
                }
                case Toolbox.Prepared.Ready ready -> {
                    boolean again = turn.find(toolbox.shown(ready.call())).isPresent() || contains(fresh, ready);
                    boolean crowded = !fresh.isEmpty() && ready.spec().effect() != Effect.READ;
                    if (again) {
                        repeats++;
                        observe(dialogue, call, Prompts.load("repeated"));
                    } else if (!crowded) {
                        ready.repairs().forEach(repair -> turn.emit(new TurnEvent.Noted(repair)));
                        fresh.add(ready);
                    }
                }
            }
            if (fresh.stream().anyMatch(ready -> ready.spec().effect() != Effect.READ)) {
                // A change is made alone: what else was wished for is decided on with its result in view.
                break;
            }
        }
        int before = turn.calls().size();
        runner.run(fresh, turn);
        for (CallRecord made : turn.calls().subList(before, turn.calls().size())) {
            if (names.madeUp(made.result())) {
                turn.disown(made.call());
            }
            names.add(made.result());
            observe(dialogue, made.call(), ObservationText.of(made.result(), observationLimit));
        }
        return repeats;
    }

    private static boolean contains(List<Toolbox.Prepared.Ready> fresh, Toolbox.Prepared.Ready ready) {
        return fresh.stream().anyMatch(other -> other.call().equals(ready.call()));
    }

    private static void observe(List<Utterance> dialogue, ToolCall call, String text) {
        String id = "call_" + dialogue.size();
        dialogue.add(new Utterance.Called(id, call));
        dialogue.add(new Utterance.Observed(id, call, text));
    }

    private boolean grounded(Turn turn, Shortlist shortlist) {
        return turn.hasFacts()
                || !turn.question().attachment().isBlank()
                || (shortlist.topic() != Topic.CLUSTER && turn.calls().isEmpty());
    }

    /// Looks for itself when the model did not.
    private String fallBack(Turn turn, Shortlist shortlist) {
        if (!turn.hasFacts() && turn.waiting().isEmpty()) {
            Optional<Candidate> best = shortlist.candidates().stream()
                    .filter(candidate -> candidate.missing().isEmpty())
                    .filter(candidate -> RulesPath.trusted(candidate))
                    .findFirst()
                    .filter(candidate ->
                            turn.find(toolbox.shown(candidate.call())).isEmpty());
            best.ifPresent(candidate -> runner.run(candidate.call(), turn));
        }
        return "";
    }

    private void checkTokens(Turn turn) {
        if (turn.tokens().total() > budget.tokens()) {
            throw new TurnStopped(TurnStopped.Reason.TOKENS);
        }
        if (Thread.interrupted()) {
            throw new TurnStopped(TurnStopped.Reason.CANCELLED);
        }
    }

    private String question(Question question) {
        if (question.attachment().isBlank()) {
            return question.text();
        }
        return Prompts.fill(
                "attachment",
                Map.of(
                        "question",
                        question.text(),
                        "attachment",
                        ObservationText.fitted(
                                ObservationText.harmless(question.attachment()), model.windowTokens() * 3 / 2)));
    }
}
