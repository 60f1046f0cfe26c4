package dev.shipmate.cluster;

/// What becomes of a change that is sent to the API server.
public enum Write {
    /// It is checked in full and not stored: the server-side dry run.
    TRIED,
    STORED
}
