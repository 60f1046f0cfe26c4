package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The namespace that a call is about; an empty one means all.
record Scope(String namespace) {
    static Scope of(@Nullable String asked, Invocation invocation) {
        if (asked == null) {
            return new Scope(invocation.namespace());
        }
        return new Scope(asked.equals("*") ? "" : asked);
    }

    boolean everywhere() {
        return namespace.isEmpty();
    }

    /// As the end of a sentence: `in namespace todo`.
    String phrase() {
        return everywhere() ? "in all namespaces" : "in namespace " + namespace;
    }

    /// An empty namespace and a missing one look the same in a list. This tells them apart: the result to give when the
    /// namespace is not there.
    Optional<ToolResult> missing(Cluster cluster) {
        if (everywhere() || cluster.namespaceExists(namespace)) {
            return Optional.empty();
        }
        return Optional.of(new ToolResult.NotFound(
                "namespace",
                namespace,
                Spelling.nearest(namespace, cluster.inventory().namespaces())));
    }
}
