package dev.shipmate.monitoring;

import java.time.Instant;

/// A warning that the cluster gave about an object, `count` times up to `last`.
///
/// @param object as kubectl writes it: `pod/web-1`
public record BoardWarning(Instant last, String object, String reason, String message, int count) {}
