package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;

/// One entry of a dialogue with a model. A [Called] is always followed by its [Observed].
public sealed interface Utterance {
    record User(String text) implements Utterance {}

    record Assistant(String text) implements Utterance {}

    /// The model, or the planner for it, called a tool. `id` pairs it with its result.
    record Called(String id, ToolCall call) implements Utterance {}

    /// The tool's result as text, already redacted and fitted to the window.
    record Observed(String id, ToolCall call, String text) implements Utterance {}
}
