package dev.shipmate.tool;

/// Where the text in a tool's result comes from.
public enum Trust {
    /// Numbers and names that the user has named or that were counted here.
    FACTS,
    /// Text that somebody in the cluster wrote: logs, events, annotations, manifests, names, states. It may try to give
    /// orders, so a turn that has read it is tainted.
    UNTRUSTED
}
