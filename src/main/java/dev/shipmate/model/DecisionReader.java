package dev.shipmate.model;

import dev.shipmate.model.Decision.Answer;
import dev.shipmate.model.Decision.AskUser;
import dev.shipmate.model.Decision.CallTools;
import dev.shipmate.model.Decision.Unclear;
import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes a decision of a completion, whatever protocol it came by: thinking is taken out and leaked calls are
/// found before a text counts as an answer, and what was cut is never acted on.
final class DecisionReader {
    private static final Set<String> ANSWERS = Set.of(ToolNames.ANSWER, "final_answer", "respond");
    private static final int LONGEST_QUESTION = 300;
    /// No decision and no short answer is as long: looking for calls in more is lost time.
    private static final int LONGEST_REPLY = 20_000;
    /// So much of it the model sees again.
    private static final int TOLD_AGAIN = 2_000;

    private DecisionReader() {}

    static Decision read(Completion completion, DecisionRequest request) {
        if (completion.cut() || completion.text().length() > LONGEST_REPLY) {
            String begun = completion.text();
            return new Unclear(
                    Prompts.load("model/unclear-cut"), begun.substring(0, Math.min(TOLD_AGAIN, begun.length())));
        }
        var names = new ToolNames(request.tools());
        String text = Thinking.strip(completion.text());
        List<ToolCall> calls = completion.calls().stream()
                .map(call -> new ToolCall(names.clean(call.tool()), call.arguments()))
                .toList();
        LeakedCalls.Found found = new LeakedCalls(request.tools()).find(text);
        if (calls.isEmpty()) {
            calls = found.calls();
        }
        if (!calls.isEmpty()) {
            return decided(calls, completion.text(), request);
        }
        return text.isEmpty() ? new Unclear(Prompts.load("model/unclear-empty"), completion.text()) : spoken(text);
    }

    private static Decision decided(List<ToolCall> calls, String reply, DecisionRequest request) {
        List<ToolCall> real = calls.stream()
                .filter(call -> !ANSWERS.contains(call.tool()) && !call.tool().equals(ToolNames.ASK_USER))
                .toList();
        if (real.isEmpty()) {
            ToolCall first = calls.getFirst();
            String text = words(first.arguments());
            if (text.isBlank()) {
                return new Unclear(Prompts.load("model/unclear-empty"), reply);
            }
            return ANSWERS.contains(first.tool()) ? new Answer(text) : new AskUser(text);
        }
        if (request.tools().isEmpty()) {
            return new Unclear(Prompts.load("model/unclear-no-tools"), reply);
        }
        List<ToolCall> own = real.stream()
                .filter(call -> !WorkedExamples.copied(call, request))
                .distinct()
                .toList();
        return own.isEmpty() ? new Unclear(Prompts.load("model/unclear-copied"), reply) : new CallTools(own);
    }

    private static String words(Map<String, Object> arguments) {
        return arguments.values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("")
                .strip();
    }

    /// kubectl-ai's `{"thought": …, "answer": …}` counts as its answer, and one short question as a question.
    private static Decision spoken(String text) {
        String answer = Json.parseLenient(text).path("answer").asString("");
        if (!answer.isBlank()) {
            return new Answer(answer.strip());
        }
        boolean question = text.endsWith("?")
                && text.length() <= LONGEST_QUESTION
                && text.lines().count() == 1
                && !text.matches(".*[.!:]\\s.*");
        int round = Repetition.firstRoundEnd(text);
        if (round >= 0) {
            return new Unclear(Prompts.load("model/unclear-cut"), text.substring(0, round));
        }
        return question ? new AskUser(text) : new Answer(text);
    }
}
