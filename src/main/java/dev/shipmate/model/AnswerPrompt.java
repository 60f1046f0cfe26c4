package dev.shipmate.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.shipmate.prompt.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The request to write an answer: results before the question, because small models heed best what comes last.
/// Past calls are left out, since they would be imitated, and the roles alternate as some templates demand.
final class AnswerPrompt {
    private static final int MAX_TOKENS = 1024;

    /// For models below a billion parameters, which ramble rather than end.
    private static final int MAX_TOKENS_TINY = 320;

    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private String question = "";

    private AnswerPrompt() {}

    /// @param billions the size of the model in billions of parameters, 0 when nobody knows
    static ModelPrompt of(String system, List<Utterance> dialogue, double billions) {
        var prompt = new AnswerPrompt();
        prompt.messages.add(SystemMessage.from(Prompts.fill("model/answer", Map.of("system", system))));
        dialogue.forEach(prompt::add);
        prompt.endTurn();
        int longest = billions > 0 && billions < 1 ? MAX_TOKENS_TINY : MAX_TOKENS;
        return new ModelPrompt(prompt.messages, List.of(), "", longest);
    }

    private void add(Utterance utterance) {
        switch (utterance) {
            case Utterance.User(String text) -> question = question.isEmpty() ? text : question + "\n" + text;
            case Utterance.Assistant(String text) -> {
                endTurn();
                messages.add(AiMessage.from(text));
            }
            case Utterance.Called _ -> {}
            case Utterance.Observed(String _, var call, String text) -> results.add(ToolText.result(call, text));
        }
    }

    private void endTurn() {
        if (!results.isEmpty()) {
            messages.add(UserMessage.from(Prompts.fill(
                    "model/answer-question", Map.of("results", String.join("\n\n", results), "question", question))));
        } else if (!question.isBlank()) {
            messages.add(UserMessage.from(question));
        }
        results.clear();
        question = "";
    }
}
