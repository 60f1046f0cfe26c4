package dev.shipmate.planning;

/// What a question is about, which tells whether it needs a tool at all.
public enum Topic {
    /// The state of this cluster: a tool is needed.
    CLUSTER,
    /// Kubernetes in general, such as "what is a deployment": no tool is needed.
    GENERAL,
    /// A greeting, thanks, or a question about Shipmate itself.
    SMALL_TALK
}
