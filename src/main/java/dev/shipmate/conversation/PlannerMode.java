package dev.shipmate.conversation;

import java.util.Locale;

/// Who chooses the calls of a turn.
public enum PlannerMode {
    /// Rules when they are sure, else the model, else rules as far as they go.
    AUTO,
    /// Always the model.
    MODEL,
    /// Never the model.
    RULES;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
