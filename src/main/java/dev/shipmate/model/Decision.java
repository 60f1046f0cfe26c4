package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;
import java.util.List;

/// What a model wants to happen next.
public sealed interface Decision {
    /// One call, or several reads at once. Nothing about them has been checked.
    record CallTools(List<ToolCall> calls) implements Decision {
        public CallTools {
            calls = List.copyOf(calls);
            if (calls.isEmpty()) {
                throw new IllegalArgumentException("No call.");
            }
        }
    }

    record Answer(String text) implements Decision {}

    record AskUser(String question) implements Decision {}

    /// The reply could not be understood, was empty or was cut. `problem` is fit to be sent back to the model.
    record Unclear(String problem, String reply) implements Decision {}
}
