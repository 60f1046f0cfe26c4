package dev.shipmate.cluster;

/// How waiting for the end of a deleted object ended.
public sealed interface GoneEnding {
    record Gone() implements GoneEnding {}

    /// The time was up before the object was gone, and what keeps it.
    record Kept(String reason) implements GoneEnding {}

    /// The waiting thread was interrupted, and still is.
    record Stopped() implements GoneEnding {}

    /// The API server stopped answering, so nobody knows.
    record Unseen(String message) implements GoneEnding {}
}
