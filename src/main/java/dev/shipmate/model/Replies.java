package dev.shipmate.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.shipmate.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The way between our prompts and completions and the client library's requests and responses.
final class Replies {
    private Replies() {}

    static ChatRequest request(ModelPrompt prompt, List<ChatMessage> messages) {
        var request = ChatRequest.builder().messages(messages);
        if (!prompt.tools().isEmpty()) {
            request.toolSpecifications(prompt.tools());
        }
        if (!prompt.schema().isEmpty()) {
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name("decision")
                            .rootElement(JsonRawSchema.from(prompt.schema()))
                            .build())
                    .build());
        }
        return request.build();
    }

    static Completion read(WireFailures failures, Supplier<ChatResponse> exchange) {
        try {
            return completion(exchange.get());
        } catch (RuntimeException e) {
            throw failures.of(e);
        }
    }

    static Completion completion(ChatResponse response) {
        String text = response.aiMessage().text();
        return new Completion(
                text == null ? "" : text,
                calls(response.aiMessage().toolExecutionRequests()),
                response.finishReason() == FinishReason.LENGTH,
                usage(response.tokenUsage()));
    }

    private static List<ToolCall> calls(@Nullable List<ToolExecutionRequest> requests) {
        var calls = new ArrayList<ToolCall>();
        if (requests != null) {
            for (ToolExecutionRequest request : requests) {
                String arguments = request.arguments() == null ? "" : request.arguments();
                calls.add(new ToolCall(request.name(), CallArguments.of(Json.parseLenient(arguments))));
            }
        }
        return calls;
    }

    private static TokenUsage usage(dev.langchain4j.model.output.@Nullable TokenUsage usage) {
        return usage == null
                ? TokenUsage.NONE
                : new TokenUsage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
