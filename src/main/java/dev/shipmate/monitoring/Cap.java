package dev.shipmate.monitoring;

/// How many pods there can be at most, and why, as a sentence without its capital and full stop.
public record Cap(int pods, String why) {}
