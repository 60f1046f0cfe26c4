package dev.shipmate.tool;

/// Whether a changing call is tried out or done. Both take the same path to the API server.
public enum WriteMode {
    /// A server-side dry run: everything is checked, nothing is stored.
    DRY_RUN,
    APPLY
}
