package dev.shipmate.approval;

import dev.shipmate.tool.Effect;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Decides on a planned change: by what was allowed in advance, else by asking.
///
/// Only the effect, the target, the policy and what the turn has read count; nothing that a model or the cluster
/// says can change the outcome.
public final class Gate {
    private final ApprovalPolicy policy;
    private final Set<String> always = ConcurrentHashMap.newKeySet();

    public Gate(ApprovalPolicy policy) {
        this.policy = policy;
    }

    /// The decision on one change, after asking where nothing was allowed in advance.
    ///
    /// @param tainted whether the turn has read text that somebody in the cluster wrote freely
    public Approval decide(PlannedChange change, boolean tainted, Approver approver) {
        if (allowedInAdvance(change, tainted)) {
            return Approval.YES;
        }
        Approval answer = approver.ask(change);
        if (answer != Approval.ALWAYS) {
            return answer;
        }
        // Destruction is asked for each time, whatever was answered before.
        if (change.effect() == Effect.CHANGE) {
            always.add(change.call().tool());
        }
        return Approval.YES;
    }

    /// Takes back every "always" of this session.
    public void forget() {
        always.clear();
    }

    private boolean allowedInAdvance(PlannedChange change, boolean tainted) {
        boolean knownContext = change.target().local()
                || policy.allowedContexts().contains(change.target().context());
        boolean trusted = !tainted || policy.yesTainted();
        return switch (change.effect()) {
            case READ -> true;
            case CHANGE ->
                knownContext
                        && trusted
                        && (policy.yes() || always.contains(change.call().tool()));
            case DESTROY -> knownContext && trusted && policy.yes() && policy.yesDestroy();
        };
    }
}
