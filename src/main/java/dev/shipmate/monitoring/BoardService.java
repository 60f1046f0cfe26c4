package dev.shipmate.monitoring;

/// A Service, and how many of its endpoints take traffic.
///
/// @param known whether anything was said of its endpoints
public record BoardService(String name, BoardHealth health, boolean known, int ready, int total) {}
