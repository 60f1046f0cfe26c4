package dev.shipmate.redaction;

/// Replaces secrets in a text by a mark that says what was there, such as `[redacted: bearer token]`.
public interface Redactor {
    String redact(String text);

    /// Remembers a value, seen in a Secret or under a telling name, that must be replaced wherever it turns up
    /// later.
    void learn(String value);
}
