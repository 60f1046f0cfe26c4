package dev.shipmate.conversation;

import dev.shipmate.model.Utterance;
import dev.shipmate.planning.Focus;
import dev.shipmate.prompt.Prompts;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The turns of a session, and the little of them that a model is told again.
final class History {
    private static final int TURNS_TOLD = 3;
    private static final int ANSWER_TOLD = 600;
    private static final int LINES_TOLD = 8;
    private static final int LINE_TOLD = 120;

    private final List<TurnResult> turns = new ArrayList<>();
    private Focus focus = Focus.NONE;
    private String recap = "";
    private int recapped;

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
        recap = "";
        recapped = 0;
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

    /// What the oldest questions came to, in a few sentences; empty until somebody put them into some.
    synchronized String recap() {
        return recap;
    }

    /// Sets the recap, which holds so many more of the lines that are left out.
    synchronized void recap(String text, int lines) {
        recap = Words.shortened(text, ANSWER_TOLD);
        recapped += lines;
    }

    /// The lines that are told no more and are in no recap yet, oldest first.
    synchronized List<String> leftOut() {
        List<TurnResult> answered = answered();
        int end = Math.max(0, answered.size() - TURNS_TOLD - LINES_TOLD);
        return answered.subList(Math.min(recapped, end), end).stream()
                .map(History::line)
                .toList();
    }

    /// The last few questions and the beginnings of their answers, oldest first; before them one line for each question
    /// that is further back, and before those the recap.
    synchronized List<Utterance> told() {
        var told = new ArrayList<Utterance>();
        List<TurnResult> answered = answered();
        int recent = Math.max(0, answered.size() - TURNS_TOLD);
        List<TurnResult> earlier = answered.subList(Math.max(0, recent - LINES_TOLD), recent);
        if (!earlier.isEmpty()) {
            told.add(new Utterance.User(Prompts.load("earlier")));
            told.add(new Utterance.Assistant(
                    Stream.concat(recap.lines(), earlier.stream().map(History::line))
                            .collect(Collectors.joining("\n"))));
        }
        for (TurnResult turn : answered.subList(recent, answered.size())) {
            told.add(new Utterance.User(turn.question().text()));
            told.add(new Utterance.Assistant(
                    ObservationText.fitted(ObservationText.harmless(turn.answer()), ANSWER_TOLD)));
        }
        return told;
    }

    /// Such as `the newest 3 of 12 answers, and a line for each of 8 before them`.
    synchronized String toldInWords() {
        int all = answered().size();
        int lines = Math.clamp(all - TURNS_TOLD, 0, LINES_TOLD);
        String newest = all <= TURNS_TOLD
                ? Words.count(all, "answer")
                : "the newest %d of %d answers".formatted(TURNS_TOLD, all);
        if (lines == 0) {
            return newest;
        }
        String before = "%s, %s of those before".formatted(newest, Words.count(lines, "line"));
        return recap.isEmpty() ? before : "%s, and a recap of %d".formatted(before, recapped);
    }

    private List<TurnResult> answered() {
        return turns.stream().filter(turn -> turn.outcome() == Outcome.ANSWERED).toList();
    }

    private static String line(TurnResult turn) {
        String first = turn.answer().lines().findFirst().orElse("");
        return "- %s %s"
                .formatted(
                        Words.shortened(turn.question().text(), LINE_TOLD / 2),
                        Words.shortened(ObservationText.harmless(first), LINE_TOLD));
    }
}
