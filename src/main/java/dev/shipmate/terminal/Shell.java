package dev.shipmate.terminal;

import dev.shipmate.conversation.Session;
import dev.shipmate.redaction.Redactor;
import java.nio.file.Path;
import java.time.Clock;

/// What an interactive shell needs besides the streams.
///
/// @param history where questions are kept, after secrets were taken out by `redactor`
public record Shell(Session session, Redactor redactor, Path history, String version, Clock clock) {}
