package dev.shipmate.tool.pipeline;

import dev.shipmate.pipeline.Shipping;
import dev.shipmate.tool.ToolResult;

/// Finds what is shipped from here.
@FunctionalInterface
public interface Shipments {
    /// Looked up anew at each call, so that an edited project file counts.
    ///
    /// @param environment of the project file; empty for its first
    Found find(String environment);

    /// What there is to ship.
    sealed interface Found {
        record Ready(Shipping shipping) implements Found {}

        /// Nothing; `result` says why, and what to do.
        record Absent(ToolResult result) implements Found {}
    }

    /// Where no pipeline is.
    static Shipments none(String reason, String suggestion) {
        return _ -> new Found.Absent(new ToolResult.Failed(reason, suggestion));
    }
}
