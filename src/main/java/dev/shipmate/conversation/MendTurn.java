package dev.shipmate.conversation;

import dev.shipmate.approval.Approver;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.tool.kubernetes.RemedyCalls;

/// A turn that makes the change which a remedy describes, as if it had been asked for in words.
final class MendTurn {
    private final Setup setup;

    MendTurn(Setup setup) {
        this.setup = setup;
    }

    TurnResult run(Remedy remedy, TurnListener listener, Approver approver) {
        var turn = new Turn(new Question(setup.redactor().redact(remedy.title())), listener, approver);
        // Names and values in it come from what somebody wrote in the cluster.
        turn.taint();
        var answer = new AnswerBuilder(turn);
        try {
            if (setup.readOnly()) {
                answer.readOnly(RemedyCalls.of(remedy).tool());
            } else {
                new CallRunner(setup).run(RemedyCalls.of(remedy), turn);
                answer.facts(DecidedBy.RULES);
            }
        } catch (TurnStopped e) {
            answer.stopped(e.reason(), setup.budget());
        } catch (ClusterException e) {
            answer.clusterFailed(e, setup.redactor());
        }
        return answer.build();
    }
}
