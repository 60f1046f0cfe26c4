package dev.shipmate.tool;

import java.util.Locale;

/// What a tool does to the world. The gate reads this and nothing else.
public enum Effect {
    /// Looks and leaves everything as it is.
    READ,
    /// Changes something that can be changed back.
    CHANGE,
    /// Removes something that cannot be had back.
    DESTROY;

    /// The word used in JSON output: `read`, `change` or `destroy`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
