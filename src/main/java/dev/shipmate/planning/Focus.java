package dev.shipmate.planning;

/// What the conversation is about so far, for "it", "its logs" and "that pod": a workload or pod as
/// `deployment/backend` or `pod/x`, and its namespace; both empty at the start.
public record Focus(String object, String namespace) {
    public static final Focus NONE = new Focus("", "");
}
