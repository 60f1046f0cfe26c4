package dev.shipmate.model;

import dev.shipmate.tool.ToolOption;
import java.util.List;

/// Everything a model sees to decide on the next step. With no `tools` only an answer, or a question back, is
/// possible.
///
/// @param system the rules, byte-identical through a turn so that the server's prefix cache works
/// @param dialogue oldest first; it ends with a [Utterance.User] or an [Utterance.Observed]
/// @param tools at most five, with the live names that are allowed
/// @param lookFirst whether nothing is known yet, so that an answer would be made up; where a grammar is in force, only
/// a
///     call or a question back is then possible
public record DecisionRequest(String system, List<Utterance> dialogue, List<ToolOption> tools, boolean lookFirst) {
    public DecisionRequest {
        dialogue = List.copyOf(dialogue);
        tools = List.copyOf(tools);
    }

    DecisionRequest withDialogue(List<Utterance> changed) {
        return new DecisionRequest(system, changed, tools, lookFirst);
    }

    public DecisionRequest(String system, List<Utterance> dialogue, List<ToolOption> tools) {
        this(system, dialogue, tools, false);
    }
}
