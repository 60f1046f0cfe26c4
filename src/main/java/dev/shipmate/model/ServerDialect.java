package dev.shipmate.model;

/// What differs on the wire between kinds of servers: extra fields of a request, the end of a stream, and how
/// errors are told.
interface ServerDialect {
    /// Adds to a request's body what the client library cannot send. Other requests pass unchanged.
    String completed(String url, String body);

    /// Whether this event of a stream is the last one.
    boolean last(String event);

    /// The error in an event of a stream or in the body of an error reply, or empty when there is none.
    String error(String text);

    /// The failure that a status and an error mean, with what to do about it.
    ModelException failure(int status, String error);
}
