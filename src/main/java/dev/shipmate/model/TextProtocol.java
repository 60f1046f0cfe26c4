package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Decisions as free text in which a call stands between tags, for servers without tools and without grammars.
final class TextProtocol implements DecisionProtocol {
    private final SpokenDialogue dialogue = new SpokenDialogue("model/text", TextProtocol::written);

    @Override
    public ModelPrompt ask(DecisionRequest request) {
        return new ModelPrompt(dialogue.messages(request), List.of(), "", DecisionSchema.MAX_TOKENS);
    }

    @Override
    public Decision read(Completion completion, DecisionRequest request) {
        return DecisionReader.read(completion, request);
    }

    /// Answers and questions back are plain text here.
    private static String written(String why, ToolCall call) {
        if (call.tool().equals(ToolNames.ANSWER) || call.tool().equals(ToolNames.ASK_USER)) {
            return String.valueOf(call.arguments().values().iterator().next());
        }
        ObjectNode wish = Json.object().put("name", call.tool());
        wish.set("arguments", Json.STRICT.valueToTree(call.arguments()));
        return "<tool_call>" + wish + "</tool_call>";
    }
}
