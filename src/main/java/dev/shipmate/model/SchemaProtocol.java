package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Decisions as JSON that a grammar, made for this question, forces on the model.
final class SchemaProtocol implements DecisionProtocol {
    private final boolean reasoned;
    private final SpokenDialogue dialogue;

    /// `reasoned` says whether a model gives its reason first, which the tiniest cannot make use of.
    SchemaProtocol(boolean reasoned) {
        this.reasoned = reasoned;
        this.dialogue = new SpokenDialogue(reasoned ? "model/schema" : "model/schema-brief", this::written);
    }

    @Override
    public ModelPrompt ask(DecisionRequest request) {
        return new ModelPrompt(
                dialogue.messages(request), List.of(), DecisionSchema.of(request, reasoned), DecisionSchema.MAX_TOKENS);
    }

    /// A grammar cannot be left, but some servers ignore it: then the reply is read like any text.
    @Override
    public Decision read(Completion completion, DecisionRequest request) {
        return DecisionReader.read(completion, request);
    }

    private String written(String why, ToolCall call) {
        ObjectNode decision = Json.object();
        if (reasoned && !call.tool().equals(ToolNames.ANSWER) && !call.tool().equals(ToolNames.ASK_USER)) {
            decision.put("why", why);
        }
        decision.put("tool", call.tool());
        Map<String, Object> arguments = call.arguments();
        JsonNode args = Json.STRICT.valueToTree(arguments);
        decision.set("args", args);
        return decision.toString();
    }
}
