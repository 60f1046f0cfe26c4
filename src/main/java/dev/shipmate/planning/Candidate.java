package dev.shipmate.planning;

import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;

/// One call that may be meant, with the arguments that could be resolved.
///
/// @param confidence from 0 to 1: how often a candidate with this number is right, as measured on labelled
///     questions
/// @param missing names of required arguments that the question does not give
/// @param resolved false when a name in the arguments is the user's word and nothing of that name exists
public record Candidate(ToolCall call, Effect effect, double confidence, List<String> missing, boolean resolved) {
    public Candidate {
        missing = List.copyOf(missing);
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("confidence is not within 0..1: " + confidence);
        }
    }

    /// Whether the call can be made as it stands.
    public boolean complete() {
        return missing.isEmpty() && resolved;
    }
}
