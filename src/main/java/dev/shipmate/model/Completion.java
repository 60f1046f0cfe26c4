package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;
import java.util.List;

/// What came back from a model, as it came. `cut` says that it ended at the limit of tokens.
record Completion(String text, List<ToolCall> calls, boolean cut, TokenUsage tokens) {
    Completion {
        calls = List.copyOf(calls);
    }

    boolean empty() {
        return text.isBlank() && calls.isEmpty();
    }
}
