package dev.shipmate.tool;

import java.util.function.Consumer;

/// The circumstances of one call: tried out or done, the namespace that is meant when the request names none,
/// and where to report progress in plain words. A call is cancelled by interrupting its thread.
public record Invocation(WriteMode mode, String namespace, Consumer<String> progress) {}
