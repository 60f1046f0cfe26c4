package dev.shipmate.tool;

/// Where the text in a tool's result comes from.
public enum Trust {
    /// Names, counts and states that the API server vouches for.
    FACTS,
    /// Text that somebody in the cluster wrote freely: logs, events, annotations, manifests. It may try to give
    /// orders, so a turn that has read it is tainted.
    UNTRUSTED
}
