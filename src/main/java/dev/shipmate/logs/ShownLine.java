package dev.shipmate.logs;

import java.time.Instant;

/// A line as it was written, without secrets and without anything that could steer a terminal.
///
/// @param source the container that wrote it
/// @param time `Instant.EPOCH` when it is not known
public record ShownLine(String source, Instant time, String text) {}
