package dev.shipmate.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// A dialogue for a model that is spoken to in text only: calls are the assistant's words and results the
/// user's.
///
/// System text and worked examples come first and stay the same through a turn, so that the server's cache keeps
/// them; the tools on offer stand beside the question.
final class SpokenDialogue {
    private final String prompt;
    /// How a call is written, given the reason for it.
    private final BiFunction<String, ToolCall, String> written;

    SpokenDialogue(String prompt, BiFunction<String, ToolCall, String> written) {
        this.prompt = prompt;
        this.written = written;
    }

    List<ChatMessage> messages(DecisionRequest request) {
        var messages = new ArrayList<ChatMessage>();
        messages.add(SystemMessage.from(Prompts.fill(prompt, Map.of("system", request.system()))));
        for (WorkedExamples.Example example : WorkedExamples.of(request.tools())) {
            messages.add(UserMessage.from(example.question()));
            messages.add(AiMessage.from(written.apply(example.why(), example.call())));
        }
        int question = lastQuestion(request.dialogue());
        String reason = Prompts.load("model/past-reason");
        for (int i = 0; i < request.dialogue().size(); i++) {
            boolean current = i == question;
            switch (request.dialogue().get(i)) {
                case Utterance.User(String text) ->
                    messages.add(UserMessage.from(current ? asked(text, request.tools()) : text));
                case Utterance.Assistant(String text) -> messages.add(AiMessage.from(text));
                case Utterance.Called(String _, ToolCall call) ->
                    messages.add(AiMessage.from(written.apply(reason, call)));
                case Utterance.Observed(String _, ToolCall call, String text) ->
                    messages.add(UserMessage.from(ToolText.result(call, text)));
            }
        }
        return messages;
    }

    private static String asked(String question, List<ToolOption> tools) {
        return tools.isEmpty()
                ? question
                : Prompts.fill("model/question", Map.of("tools", ToolText.list(tools), "question", question));
    }

    private static int lastQuestion(List<Utterance> dialogue) {
        for (int i = dialogue.size() - 1; i >= 0; i--) {
            if (dialogue.get(i) instanceof Utterance.User) {
                return i;
            }
        }
        return -1;
    }
}
