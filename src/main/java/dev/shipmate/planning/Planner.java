package dev.shipmate.planning;

import dev.shipmate.cluster.Inventory;

/// Links a question to tools and live names by rules.
public interface Planner {
    /// Never runs a tool. `namespace` is the session's own. Throws only what the inventory throws.
    Shortlist plan(String question, Focus focus, String namespace, Inventory inventory);
}
