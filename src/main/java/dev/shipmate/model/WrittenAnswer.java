package dev.shipmate.model;

/// A written answer and what it cost. `complete` is false when the stream ended, or was cut, before the answer
/// did.
public record WrittenAnswer(String text, boolean complete, TokenUsage tokens) {}
