package dev.shipmate.conversation;

import java.time.Duration;

/// The limits of one turn. Whichever ends first ends the turn, and the facts collected so far are told.
///
/// @param rounds questions put to the model for decisions
/// @param tokens read and written by the model
public record Budget(int rounds, int tokens, Duration time) {
    /// Enough for a few look-ups on a slow laptop.
    public static final Budget DEFAULT = new Budget(6, 40_000, Duration.ofMinutes(5));

    public Budget {
        if (rounds < 1 || tokens < 1 || !time.isPositive()) {
            throw new IllegalArgumentException("Every limit of a turn must be positive.");
        }
    }

    Budget withTime(Duration changed) {
        return new Budget(rounds, tokens, changed);
    }
}
