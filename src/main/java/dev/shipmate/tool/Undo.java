package dev.shipmate.tool;

/// How a change can be taken back.
public sealed interface Undo {
    /// This call puts things back as they were.
    record By(ToolCall call) implements Undo {}

    /// It cannot be taken back, and why.
    record Impossible(String reason) implements Undo {}
}
