package dev.shipmate.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;

/// One request to a model in the client library's words.
///
/// @param schema the JSON schema that the reply must keep to, or empty
/// @param maxTokens after so many the reply is cut
record ModelPrompt(List<ChatMessage> messages, List<ToolSpecification> tools, String schema, int maxTokens) {
    ModelPrompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (!tools.isEmpty() && !schema.isEmpty()) {
            throw new IllegalArgumentException("Tools and a schema exclude each other.");
        }
    }
}
