package dev.shipmate.approval;

import dev.shipmate.tool.Effect;
import java.util.EnumSet;
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
        if (objections(change, tainted).isEmpty()) {
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

    /// What stands against a change that nobody is asked about; nothing when it was allowed in advance.
    public Set<Objection> objections(PlannedChange change, boolean tainted) {
        Set<Objection> objections = EnumSet.noneOf(Objection.class);
        if (change.effect() == Effect.READ) {
            return objections;
        }
        boolean destroys = change.effect() == Effect.DESTROY;
        boolean always = !destroys && this.always.contains(change.call().tool());
        if (!policy.yes() && !always) {
            objections.add(Objection.NOT_APPROVED);
        }
        if (destroys && !policy.yesDestroy()) {
            objections.add(Objection.DESTROYS);
        }
        if (tainted && !policy.yesTainted()) {
            objections.add(Objection.TAINTED);
        }
        if (!change.target().local()
                && !policy.allowedContexts().contains(change.target().context())) {
            objections.add(Objection.FOREIGN_CONTEXT);
        }
        return objections;
    }
}
