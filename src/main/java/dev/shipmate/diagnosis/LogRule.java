package dev.shipmate.diagnosis;

import java.util.Optional;

/// Recognises in the end of a log what a program suffers from. A log is not to be trusted: it only says which live
/// facts to look at.
interface LogRule {
    /// The lead, known for what it is; nothing when the log does not say so.
    Optional<Lead> explain(Lead lead, LogEnd log);
}
