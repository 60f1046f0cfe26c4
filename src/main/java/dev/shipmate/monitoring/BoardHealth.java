package dev.shipmate.monitoring;

/// How a row of the board is, the worst first: that is the order of the rows, too.
public enum BoardHealth {
    /// It does not work, and time alone will hardly help.
    BAD,
    /// It starts, rolls out, or was restarted a moment ago.
    CHANGING,
    GOOD
}
