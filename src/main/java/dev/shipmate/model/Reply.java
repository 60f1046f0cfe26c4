package dev.shipmate.model;

/// A decision and what it cost.
public record Reply(Decision decision, TokenUsage tokens) {}
