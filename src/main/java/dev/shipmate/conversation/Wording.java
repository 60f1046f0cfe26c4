package dev.shipmate.conversation;

import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.Protocol;
import dev.shipmate.model.Utterance;
import dev.shipmate.model.WrittenAnswer;
import dev.shipmate.prompt.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The model's own words for an answer, sentence by sentence checked against the facts before anybody sees them.
final class Wording {
    /// Models below this size, in billions of parameters, retell a table wrongly more often than not; the table
    /// itself is the better answer.
    private static final double ABLE = 1.0;

    private static final String BROKEN_OFF = " … (the model broke off here)";

    private final LanguageModel model;
    private final Turn turn;

    Wording(LanguageModel model, Turn turn) {
        this.model = model;
        this.turn = turn;
    }

    /// Whether the words of a model are worth reading; one of unknown size counts as large.
    static boolean isAble(LanguageModel model) {
        return model.billions() == 0 || model.billions() >= ABLE;
    }

    /// Words for facts that tools returned. `draft` is what the model said when it stopped calling tools.
    String forFacts(String draft, String facts) {
        Grounding grounding = grounding(facts);
        if (!isAble(model)) {
            return "";
        }
        if (model.protocol() != Protocol.SCHEMA && !draft.isBlank()) {
            String supported = grounding.supported(draft);
            turn.emit(new TurnEvent.AnswerStreamed(supported));
            return supported;
        }
        String data = ObservationText.fitted(ObservationText.harmless(facts), model.windowTokens() * 3 / 2);
        return checked(
                Prompts.load("answer"),
                Prompts.fill("facts", Map.of("question", turn.question().text(), "facts", data)),
                grounding);
    }

    /// Words about a text that the user sent along; `facts` is what rules found in it.
    String forAttachment(String facts) {
        Grounding grounding = grounding(facts);
        if (!isAble(model)) {
            return "";
        }
        String data = ObservationText.fitted(
                ObservationText.harmless(turn.question().attachment()), model.windowTokens() * 3 / 2);
        return checked(
                Prompts.load("answer"),
                Prompts.fill("facts", Map.of("question", turn.question().text(), "facts", data)),
                grounding);
    }

    /// An answer to a question that needs no facts from the cluster. A small model would repeat the facts that it
    /// was told before, so it hears the question alone.
    String general(List<Utterance> history) {
        List<Utterance> dialogue = isAble(model) ? new ArrayList<>(history) : new ArrayList<>();
        dialogue.add(new Utterance.User(turn.question().text()));
        turn.emit(new TurnEvent.ModelAsked(model.name(), model.protocol()));
        WrittenAnswer written =
                model.write(Prompts.load("general"), dialogue, piece -> turn.emit(new TurnEvent.AnswerStreamed(piece)));
        turn.spend(written.tokens());
        if (written.complete() || written.text().isBlank()) {
            return written.text();
        }
        turn.emit(new TurnEvent.AnswerStreamed(BROKEN_OFF));
        return written.text() + BROKEN_OFF;
    }

    private Grounding grounding(String facts) {
        var grounding = new Grounding();
        grounding.add(facts);
        grounding.add(turn.question().text());
        grounding.add(turn.question().attachment());
        turn.tellable().forEach(call -> grounding.add(call.call().display()));
        return grounding;
    }

    private String checked(String system, String prompt, Grounding grounding) {
        turn.emit(new TurnEvent.ModelAsked(model.name(), model.protocol()));
        var stream = new CheckedStream(grounding, text -> turn.emit(new TurnEvent.AnswerStreamed(text)));
        WrittenAnswer written = model.write(system, List.of(new Utterance.User(prompt)), stream::add);
        turn.spend(written.tokens());
        stream.end(written.complete());
        return stream.text();
    }
}
