package dev.shipmate.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import java.util.ArrayList;
import java.util.Map;

/// Decisions through the server's own tool calls.
final class NativeProtocol implements DecisionProtocol {
    @Override
    public ModelPrompt ask(DecisionRequest request) {
        var messages = new ArrayList<ChatMessage>();
        messages.add(SystemMessage.from(Prompts.fill("model/native", Map.of("system", request.system()))));
        request.dialogue().forEach(utterance -> messages.add(message(utterance)));
        return new ModelPrompt(
                messages,
                request.tools().stream().map(NativeProtocol::specification).toList(),
                "",
                DecisionSchema.MAX_TOKENS);
    }

    @Override
    public Decision read(Completion completion, DecisionRequest request) {
        return DecisionReader.read(completion, request);
    }

    private static ChatMessage message(Utterance utterance) {
        return switch (utterance) {
            case Utterance.User(String text) -> UserMessage.from(text);
            case Utterance.Assistant(String text) -> AiMessage.from(text);
            case Utterance.Called(String id, var call) ->
                AiMessage.from(ToolExecutionRequest.builder()
                        .id(id)
                        .name(call.tool())
                        .arguments(CallArguments.json(call.arguments()))
                        .build());
            case Utterance.Observed(String id, var call, String text) ->
                ToolExecutionResultMessage.from(id, call.tool(), ToolText.result(call, text));
        };
    }

    private static ToolSpecification specification(ToolOption tool) {
        var parameters = JsonObjectSchema.builder();
        tool.arguments().forEach(argument -> parameters.addProperty(argument.name(), schema(argument)));
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters
                        .required(tool.arguments().stream()
                                .filter(Argument::required)
                                .map(Argument::name)
                                .toList())
                        .build())
                .build();
    }

    private static JsonSchemaElement schema(Argument argument) {
        String description = argument.description();
        return switch (argument.type()) {
            case INTEGER -> JsonIntegerSchema.builder().description(description).build();
            case BOOLEAN -> JsonBooleanSchema.builder().description(description).build();
            case STRING ->
                DecisionSchema.listed(argument)
                        ? JsonEnumSchema.builder()
                                .description(description)
                                .enumValues(argument.allowed())
                                .build()
                        : JsonStringSchema.builder().description(description).build();
        };
    }
}
