package dev.shipmate.conversation;

import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.model.Utterance;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.prompt.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a model reads with the next question, and what that costs.
///
/// @param windowTokens what it can read at once; 0 until it was asked something
/// @param last what the newest question took that a model was asked
public record ModelContext(int windowTokens, List<Part> parts, TokenUsage last) {
    /// A model counts about one token for so many characters of English.
    private static final int CHARACTERS = 4;

    public ModelContext {
        parts = List.copyOf(parts);
    }

    /// A share of it.
    ///
    /// @param tokens estimated from its length
    public record Part(String what, int tokens) {}

    static ModelContext of(History history, Optional<FailureReport> failure, Optional<LanguageModel> model) {
        var parts = new ArrayList<Part>();
        parts.add(new Part("instructions", tokens(Prompts.load("system"))));
        List<Utterance> told = history.told();
        if (!told.isEmpty()) {
            parts.add(new Part(
                    "conversation: %s".formatted(history.toldInWords()),
                    told.stream().mapToInt(ModelContext::tokens).sum()));
        }
        failure.map(report -> new Part("report of the failed deploy", tokens(new FailureTurn(report).evidence())))
                .ifPresent(parts::add);
        TokenUsage last = history.turns().reversed().stream()
                .map(TurnResult::tokens)
                .filter(usage -> usage.total() > 0)
                .findFirst()
                .orElse(TokenUsage.NONE);
        return new ModelContext(model.map(LanguageModel::windowTokens).orElse(0), parts, last);
    }

    private static int tokens(Utterance utterance) {
        return switch (utterance) {
            case Utterance.User(String text) -> tokens(text);
            case Utterance.Assistant(String text) -> tokens(text);
            case Utterance.Called called -> tokens(called.call().display());
            case Utterance.Observed observed -> tokens(observed.text());
        };
    }

    private static int tokens(String text) {
        return (text.length() + CHARACTERS - 1) / CHARACTERS;
    }
}
