package dev.shipmate.approval;

import dev.shipmate.tool.Effect;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Decides on a planned change: by what was allowed in advance, else by asking.
///
/// Only the effect, the target, the policy, earlier answers and what the turn has read count; nothing that a model or
/// the cluster says can change the outcome.
public final class Gate {
    private final ApprovalPolicy policy;
    private final Set<String> always = ConcurrentHashMap.newKeySet();
    private volatile boolean confirming;

    public Gate(ApprovalPolicy policy) {
        this.policy = policy;
    }

    /// The decision on one change, after asking where nothing was allowed in advance.
    public Ruling decide(PlannedChange change, Circumstances circumstances, Approver approver) {
        if (objections(change, circumstances).isEmpty()) {
            return new Ruling(Approval.YES, authority(change));
        }
        Approval answer = approver.ask(change);
        if (answer == Approval.UNAVAILABLE) {
            return new Ruling(answer, Authority.NOBODY);
        }
        // Destruction is asked for each time, whatever was answered before.
        if (answer == Approval.ALWAYS && change.effect() == Effect.CHANGE) {
            always.add(change.call().tool());
        }
        return new Ruling(answer, Authority.PERSON);
    }

    /// The decision on several changes as a whole: all of them, or none.
    public Ruling decideAll(List<PlannedChange> plan, Circumstances circumstances, Approver approver) {
        if (plan.stream().allMatch(change -> objections(change, circumstances).isEmpty())) {
            boolean options = plan.stream().allMatch(change -> authority(change) == Authority.OPTIONS);
            return new Ruling(Approval.YES, options ? Authority.OPTIONS : Authority.EARLIER_ANSWER);
        }
        Approval answer = approver.askAll(plan);
        return new Ruling(answer, answer == Approval.UNAVAILABLE ? Authority.NOBODY : Authority.PERSON);
    }

    /// Only options allow what destroys, and they come first.
    private Authority authority(PlannedChange change) {
        return yes() || change.effect() == Effect.READ ? Authority.OPTIONS : Authority.EARLIER_ANSWER;
    }

    private boolean yes() {
        return policy.yes() && !confirming;
    }

    /// Takes back every "always" of this session.
    public void forget() {
        always.clear();
    }

    /// Takes back the "always" of one tool, and says whether there was one.
    public boolean forget(String tool) {
        return always.remove(tool);
    }

    /// Asks for every change from here on, whatever was allowed at the start; or no more.
    public void confirm(boolean everything) {
        confirming = everything;
    }

    public Allowances allowances() {
        return new Allowances(policy, always);
    }

    /// What stands against a change that nobody is asked about; nothing when it was allowed in advance.
    public Set<Objection> objections(PlannedChange change, Circumstances circumstances) {
        Set<Objection> objections = EnumSet.noneOf(Objection.class);
        if (change.effect() == Effect.READ) {
            return objections;
        }
        boolean destroys = change.effect() == Effect.DESTROY;
        boolean answered =
                circumstances.approved() || always.contains(change.call().tool());
        if (!yes() && (confirming || destroys || !answered)) {
            objections.add(Objection.NOT_APPROVED);
        }
        if (destroys && !policy.yesDestroy()) {
            objections.add(Objection.DESTROYS);
        }
        if (circumstances.tainted() && !policy.yesTainted()) {
            objections.add(Objection.TAINTED);
        }
        if (!change.target().local()
                && !policy.allowedContexts().contains(change.target().context())) {
            objections.add(Objection.FOREIGN_CONTEXT);
        }
        if (!policy.allowedNamespaces().containsAll(change.guarded())) {
            objections.add(Objection.PROTECTED);
        }
        return objections;
    }
}
