package dev.shipmate.cluster;

/// What came of asking a program through the API server.
public sealed interface ProxyReply {
    /// The program answered; `body` is the beginning of what it said.
    record Answered(int status, String body) implements ProxyReply {}

    /// The API server got no answer; the reason is in its words.
    record Unreached(String reason) implements ProxyReply {}

    /// The user may not use the proxy, in the API server's words.
    record Forbidden(String message) implements ProxyReply {}
}
