package dev.shipmate.approval;

import java.util.List;

/// Asks a user about a change. Called on the thread that runs the turn.
@FunctionalInterface
public interface Approver {
    /// Nobody is there to ask.
    Approver NOBODY = _ -> Approval.UNAVAILABLE;

    Approval ask(PlannedChange change);

    /// Asks about several changes as a whole. Who has no question for that is asked about each, until one is not
    /// allowed.
    default Approval askAll(List<PlannedChange> plan) {
        for (PlannedChange change : plan) {
            Approval answer = ask(change);
            if (!answer.allows()) {
                return answer;
            }
        }
        return Approval.YES;
    }
}
