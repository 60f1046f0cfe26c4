package dev.shipmate.tool;

import java.time.Duration;

/// One verb that can be asked for.
///
/// @param <R> the request: a record whose components are the arguments, in kubectl's words. A component that
///     may be left out is `@Nullable`; allowed types are `String`, `Integer`, `int`, `Boolean`, `boolean`,
///     `Duration` and enums.
public interface Tool<R extends Record> {
    ToolSpec<R> spec();

    /// Runs on a thread of its own. What goes wrong in the world is a [ToolResult]; only a
    /// [dev.shipmate.cluster.ClusterException] passes through, because it ends the whole turn or is explained
    /// in one place.
    ToolResult run(R request, Invocation invocation);

    /// How long a change that is being waited for may take to say how far it came, when the user stops it.
    default Duration lastWords() {
        return Duration.ofSeconds(2);
    }
}
