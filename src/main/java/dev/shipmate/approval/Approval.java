package dev.shipmate.approval;

/// The answer to a planned change.
public enum Approval {
    YES,
    NO,
    /// Yes, and to what else this turn changes.
    TURN,
    /// Yes, and do not ask again for this tool in this session.
    ALWAYS,
    /// Nobody is there to ask.
    UNAVAILABLE;

    public boolean allows() {
        return switch (this) {
            case YES, TURN, ALWAYS -> true;
            case NO, UNAVAILABLE -> false;
        };
    }
}
