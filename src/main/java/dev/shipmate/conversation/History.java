package dev.shipmate.conversation;

import dev.shipmate.model.Utterance;
import dev.shipmate.planning.Focus;
import dev.shipmate.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;

/// The turns of a session, and the little of them that a model is told again.
final class History {
    private static final int TURNS_TOLD = 3;
    private static final int ANSWER_TOLD = 600;

    private final List<TurnResult> turns = new ArrayList<>();
    private Focus focus = Focus.NONE;

    synchronized void add(TurnResult turn) {
        turns.add(turn);
        turn.calls().reversed().stream()
                .filter(call -> !(call.result() instanceof ToolResult.NotFound))
                .map(CallRecord::call)
                .filter(call -> call.arguments().containsKey("name"))
                .findFirst()
                .ifPresent(call -> focus = new Focus(
                        String.valueOf(call.arguments().get("name")),
                        String.valueOf(call.arguments().getOrDefault("namespace", ""))));
    }

    synchronized void forget() {
        turns.clear();
        focus = Focus.NONE;
    }

    synchronized List<TurnResult> turns() {
        return List.copyOf(turns);
    }

    synchronized Focus focus() {
        return focus;
    }

    /// What the last answer proposed.
    synchronized Proposal proposal() {
        return turns.isEmpty()
                ? new Proposal(List.of())
                : Proposal.in(
                        turns.getLast().calls().stream().map(CallRecord::result).toList());
    }

    /// The last few questions and the beginnings of their answers, oldest first.
    synchronized List<Utterance> told() {
        var told = new ArrayList<Utterance>();
        List<TurnResult> answered = turns.stream()
                .filter(turn -> turn.outcome() == Outcome.ANSWERED)
                .toList();
        for (TurnResult turn : answered.subList(Math.max(0, answered.size() - TURNS_TOLD), answered.size())) {
            told.add(new Utterance.User(turn.question().text()));
            told.add(new Utterance.Assistant(
                    ObservationText.fitted(ObservationText.harmless(turn.answer()), ANSWER_TOLD)));
        }
        return told;
    }
}
