package dev.shipmate.conversation;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.tool.Tool;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A cluster that a session can work with: where it is, names that are fresh for each turn, and the tools bound to it.
///
/// @param guarded whether a namespace is labelled as protected
/// @param identity what tells it from another cluster of the same name; may ask the API server
public record Connection(
        ClusterTarget target,
        Supplier<String> identity,
        Predicate<String> guarded,
        Supplier<Inventory> inventory,
        List<? extends Tool<?>> tools) {
    public Connection {
        tools = List.copyOf(tools);
    }
}
