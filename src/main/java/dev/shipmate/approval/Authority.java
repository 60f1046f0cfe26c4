package dev.shipmate.approval;

/// Whose word a decision on a change is.
public enum Authority {
    /// A person was asked about this change.
    PERSON,
    /// A person said yes to all of the turn, or to the tool for the session.
    EARLIER_ANSWER,
    /// The options that the program was started with, such as `--yes`.
    OPTIONS,
    /// Nobody was there to ask.
    NOBODY
}
