package dev.shipmate.conversation;

import dev.shipmate.approval.Approver;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.ModelException;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.Optional;
import java.util.stream.Collectors;

/// One question from start to answer.
///
/// Rules answer what they are sure of. What is left goes to the model, which chooses among a few tools; when no model
/// can be reached, rules answer what they can and say what they cannot.
final class Conversation {
    private final Setup setup;
    private final History history;
    private final CallRunner runner;
    private final Optional<FailureTurn> failure;
    private final RulesPath rules;

    Conversation(Setup setup, History history) {
        this(setup, history, Optional.empty());
    }

    /// @param failed a deploy that questions may be about
    Conversation(Setup setup, History history, FailureReport failed) {
        this(setup, history, Optional.of(new FailureTurn(failed)));
    }

    private Conversation(Setup setup, History history, Optional<FailureTurn> failure) {
        this.failure = failure;
        this.setup = setup;
        this.history = history;
        this.runner = new CallRunner(setup);
        this.rules = new RulesPath(setup.toolbox(), runner);
    }

    TurnResult ask(Question question, TurnListener listener, Approver approver) {
        var safe = new Question(
                setup.redactor().redact(question.text()), setup.redactor().redact(question.attachment()));
        var turn = new Turn(safe, listener, approver);
        var answer = new AnswerBuilder(turn);
        try (Deadline deadline = Deadline.in(setup.budget().time(), turn)) {
            try {
                decide(turn, answer, question.text());
            } catch (TurnStopped e) {
                answer.stopped(deadline.passed() ? TurnStopped.Reason.TIME : e.reason(), setup.budget());
            } catch (ModelException e) {
                if (Thread.interrupted()) {
                    answer.stopped(
                            deadline.passed() ? TurnStopped.Reason.TIME : TurnStopped.Reason.CANCELLED, setup.budget());
                } else {
                    answer.modelFailed(e);
                }
            } catch (ClusterException e) {
                answer.clusterFailed(e, setup.redactor());
            }
        }
        TurnResult result = answer.build();
        history.add(result);
        return result;
    }

    private void decide(Turn turn, AnswerBuilder answer, String typed) {
        if (!turn.question().attachment().isBlank()) {
            explainAttachment(turn, answer);
            return;
        }
        Optional<ToolCall> remedy = RemedyWish.of(typed, history.turns());
        if (remedy.isPresent()) {
            applyRemedy(remedy.get(), turn, answer);
            return;
        }
        Optional<FailureTurn.Wanted> wanted = failure.flatMap(failed -> failed.wanted(typed));
        if (wanted.isPresent()) {
            failure.get().run(wanted.get(), turn, setup, runner, answer);
            return;
        }
        if (history.proposal().isTakenUpBy(typed)) {
            make(history.proposal(), turn, answer);
            return;
        }
        Inventory inventory = setup.inventory().get();
        Shortlist shortlist =
                setup.planner().plan(typed, history.focus(), setup.target().namespace(), inventory);
        answer.planned(shortlist);
        turn.order(shortlist.steps().stream()
                .filter(step -> step.effect() != Effect.READ)
                .map(step -> step.call().tool())
                .collect(Collectors.toSet()));
        turn.emit(new TurnEvent.Planned(shortlist));
        if (shortlist.topic() != Topic.CLUSTER) {
            talk(turn, answer, shortlist.topic());
        } else if (new Restraint(setup).refuses(shortlist, answer)) {
            return;
        } else if (setup.mode() == PlannerMode.AUTO && rules.sure(shortlist)) {
            rules.run(turn, shortlist);
            answer.facts(DecidedBy.RULES);
        } else if (setup.mode() == PlannerMode.RULES) {
            byRules(turn, answer, shortlist);
        } else {
            byModel(turn, answer, shortlist, inventory);
        }
    }

    /// The ID comes from an earlier result, which may hold what somebody wrote in the cluster.
    private void applyRemedy(ToolCall call, Turn turn, AnswerBuilder answer) {
        if (setup.readOnly()) {
            answer.readOnly(call.tool());
            return;
        }
        turn.taint();
        runner.run(call, turn);
        answer.facts(DecidedBy.RULES);
    }

    private void make(Proposal proposal, Turn turn, AnswerBuilder answer) {
        if (setup.readOnly()) {
            answer.readOnly(proposal.changes().getFirst().tool());
            return;
        }
        runner.make(proposal.changes(), turn);
        answer.facts(DecidedBy.RULES);
    }

    private void byModel(Turn turn, AnswerBuilder answer, Shortlist shortlist, Inventory inventory) {
        failure.ifPresent(failed -> turn.attach(failed.evidence()));
        try {
            LanguageModel model = setup.model().get();
            answer.model(model);
            var options = new OptionsForModel(
                    setup.toolbox(), inventory, setup.target().namespace());
            new Recap(model, turn).renew(history);
            String draft = new ModelLoop(model, setup.toolbox(), runner, setup.budget(), options)
                    .run(turn, shortlist, options.tools(model, shortlist, rules.likely(shortlist)), history.told());
            if (failure.isPresent() && turn.calls().isEmpty()) {
                fromReport(failure.get(), new Wording(model, turn), answer);
                return;
            }
            answer.facts(DecidedBy.MODEL);
            answer.worded(new Wording(model, turn), draft);
        } catch (ModelException e) {
            boolean canGoOn =
                    setup.mode() == PlannerMode.AUTO && !Thread.currentThread().isInterrupted();
            boolean lost = !turn.hasFacts() && !rules.likely(shortlist);
            if (!canGoOn || (lost && failure.isEmpty())) {
                throw e;
            }
            turn.emit(new TurnEvent.Noted(String.valueOf(e.getMessage())));
            if (lost) {
                notUnderstood(answer, shortlist);
                return;
            }
            if (!turn.hasFacts()) {
                rules.run(turn, shortlist);
            }
            answer.facts(DecidedBy.RULES);
        }
    }

    /// The model's words on the report, checked against it, and what rules make of it.
    private static void fromReport(FailureTurn failed, Wording wording, AnswerBuilder answer) {
        answer.reported(Outcome.ANSWERED, failed.why(), failed.suggestions());
        answer.attachmentWorded(wording.forAttachment(failed.why()), failed.why());
    }

    private void byRules(Turn turn, AnswerBuilder answer, Shortlist shortlist) {
        if (!rules.likely(shortlist)) {
            notUnderstood(answer, shortlist);
            return;
        }
        if (shortlist.confidence() < RulesPath.SURE) {
            turn.emit(new TurnEvent.Noted("Understood as: "
                    + setup.toolbox().shown(shortlist.steps().getFirst().call()).display()));
        }
        rules.run(turn, shortlist);
        answer.facts(DecidedBy.RULES);
    }

    private void notUnderstood(AnswerBuilder answer, Shortlist shortlist) {
        if (failure.isPresent()) {
            answer.reported(Outcome.ANSWERED, failure.get().why(), failure.get().suggestions());
        } else {
            answer.notUnderstood(shortlist);
        }
    }

    private void talk(Turn turn, AnswerBuilder answer, Topic topic) {
        if (setup.mode() == PlannerMode.RULES) {
            answer.smallTalk(topic);
            return;
        }
        try {
            LanguageModel model = setup.model().get();
            answer.model(model);
            new Recap(model, turn).renew(history);
            answer.text(DecidedBy.MODEL, new Wording(model, turn).general(history.told()));
        } catch (ModelException e) {
            if (topic != Topic.SMALL_TALK || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            answer.smallTalk(topic);
        }
    }

    private void explainAttachment(Turn turn, AnswerBuilder answer) {
        String signs = AttachmentSigns.load().markdown(turn.question().attachment());
        answer.attachment(signs);
        if (setup.mode() == PlannerMode.RULES) {
            return;
        }
        try {
            LanguageModel model = setup.model().get();
            answer.model(model);
            String words = new Wording(model, turn).forAttachment(signs);
            answer.attachmentWorded(words, signs);
        } catch (ModelException e) {
            if (signs.isBlank() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            turn.emit(new TurnEvent.Noted(String.valueOf(e.getMessage())));
        }
    }
}
