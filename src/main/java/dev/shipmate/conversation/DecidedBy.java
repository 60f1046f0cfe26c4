package dev.shipmate.conversation;

import java.util.Locale;

/// Who chose the calls of a turn.
public enum DecidedBy {
    RULES,
    MODEL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
