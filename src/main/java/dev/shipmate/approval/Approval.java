package dev.shipmate.approval;

/// The answer to a planned change.
public enum Approval {
    YES,
    NO,
    /// Yes, and do not ask again for this tool in this session.
    ALWAYS,
    /// Nobody is there to ask.
    UNAVAILABLE
}
