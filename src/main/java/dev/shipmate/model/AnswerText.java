package dev.shipmate.model;

import java.util.List;
import java.util.function.Consumer;

/// An answer that is being streamed: thinking and leaked calls are held back, and one that goes round in circles
/// is ended.
final class AnswerText {
    private static final LeakedCalls NO_TOOLS = new LeakedCalls(List.of());
    private static final List<String> CALL_OPENINGS =
            List.of("{", "[TOOL_CALLS]", "<tool_call", "<function", "```json");

    private final Consumer<String> onText;
    private final StringBuilder raw = new StringBuilder();
    private int shown;
    private boolean repeated;

    AnswerText(Consumer<String> onText) {
        this.onText = onText;
    }

    /// Whether more is wanted.
    boolean add(String piece) {
        raw.append(piece);
        int firstRound = Repetition.firstRoundEnd(raw);
        if (firstRound >= 0) {
            raw.setLength(firstRound);
            repeated = true;
            return false;
        }
        String visible = Thinking.strip(raw.substring(0, Thinking.undecided(raw.toString())));
        if (!mayHoldCall(visible)) {
            show(visible);
        }
        return true;
    }

    /// Shows what was held back for nothing, and returns the whole answer.
    String finish() {
        String text = NO_TOOLS.find(Thinking.strip(raw.toString())).prose();
        if (text.length() >= shown) {
            show(text);
        }
        return text;
    }

    boolean repeated() {
        return repeated;
    }

    private static boolean mayHoldCall(String text) {
        return CALL_OPENINGS.stream()
                .anyMatch(opening -> opening.equals("{") ? text.startsWith("{") : text.contains(opening));
    }

    private void show(String text) {
        if (text.length() > shown) {
            onText.accept(text.substring(shown));
            shown = text.length();
        }
    }
}
