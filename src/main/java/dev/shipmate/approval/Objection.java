package dev.shipmate.approval;

/// Why a change was not allowed in advance, in the order in which a user is told.
public enum Objection {
    NOT_APPROVED,
    /// It cannot be undone.
    DESTROYS,
    /// The turn has read text that somebody in the cluster wrote freely.
    TAINTED,
    /// Its context is neither local nor allowed.
    FOREIGN_CONTEXT,
    /// It is in a protected namespace that is not allowed by name.
    PROTECTED
}
