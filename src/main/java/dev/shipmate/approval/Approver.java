package dev.shipmate.approval;

/// Asks a user about a change. Called on the thread that runs the turn.
@FunctionalInterface
public interface Approver {
    /// Nobody is there to ask.
    Approver NOBODY = _ -> Approval.UNAVAILABLE;

    Approval ask(PlannedChange change);
}
