package dev.shipmate.diagnosis;

import java.util.Locale;

/// How sure a cause is.
public enum Confidence {
    /// The API server or the node says so itself.
    CERTAIN,
    /// It follows from several facts that fit together, or from what a program wrote.
    LIKELY,
    /// Nothing contradicts it.
    POSSIBLE;

    /// As it is written in results: `likely`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
