package dev.shipmate.tool;

/// How a change can be taken back.
public sealed interface Undo {
    /// For a change of which nobody knows beforehand whether it can be.
    Undo UNKNOWN = new Impossible("it is not known yet");

    /// This call puts things back as they were.
    record By(ToolCall call) implements Undo {}

    /// It cannot be taken back, and why.
    record Impossible(String reason) implements Undo {}
}
