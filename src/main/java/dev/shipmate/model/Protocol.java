package dev.shipmate.model;

import java.util.Locale;

/// How a decision is asked of a model and read from its reply.
public enum Protocol {
    /// Tool calls of the server's own chat protocol.
    NATIVE,
    /// JSON constrained by a grammar made for this question.
    SCHEMA,
    /// Plain text in which calls are found by parsing.
    TEXT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
