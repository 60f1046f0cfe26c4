package dev.shipmate.conversation;

import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.ModelException;
import dev.shipmate.model.Utterance;
import dev.shipmate.model.WrittenAnswer;
import dev.shipmate.prompt.Prompts;
import java.util.List;

/// The far end of a conversation in a few sentences of a model's, checked against what was said. It is written anew
/// when enough lines have fallen out of what is told line by line.
final class Recap {
    private static final int ENOUGH_LINES = 8;

    private final LanguageModel model;
    private final Turn turn;

    Recap(LanguageModel model, Turn turn) {
        this.model = model;
        this.turn = turn;
    }

    /// Without words that are of use, the recap stays as it was.
    void renew(History history) {
        List<String> lines = history.leftOut();
        if (lines.size() < ENOUGH_LINES || !Wording.isAble(model)) {
            return;
        }
        String words = words(history.recap() + "\n" + String.join("\n", lines));
        history.recap(words.isEmpty() ? history.recap() : words, lines.size());
    }

    private String words(String lines) {
        var grounding = new Grounding();
        grounding.add(lines);
        var checked = new CheckedStream(grounding, _ -> {});
        turn.emit(new TurnEvent.ModelAsked(model.name(), model.protocol()));
        try {
            WrittenAnswer written =
                    model.write(Prompts.load("recap"), List.of(new Utterance.User(lines.strip())), checked::add);
            turn.spend(written.tokens());
            checked.end(written.complete());
        } catch (ModelException e) {
            // The question itself comes next; what keeps it from an answer is told then.
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
        return checked.text();
    }
}
