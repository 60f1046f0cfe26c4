package dev.shipmate.conversation;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.ModelException;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.planning.UnknownName;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts the result of a turn together from what happened in it.
final class AnswerBuilder {
    private final Turn turn;
    private final long start = System.nanoTime();
    private Outcome outcome = Outcome.ANSWERED;
    private DecidedBy decidedBy = DecidedBy.RULES;
    private String answer = "";
    private String model = "";
    private String protocol = "";
    private double confidence;
    private List<String> suggestions = List.of();

    AnswerBuilder(Turn turn) {
        this.turn = turn;
    }

    void planned(Shortlist shortlist) {
        confidence = shortlist.confidence();
    }

    void model(LanguageModel used) {
        model = used.name();
        protocol = used.protocol().word();
    }

    void text(DecidedBy by, String text) {
        decidedBy = by;
        answer = text.strip();
        if (answer.isEmpty()) {
            outcome = Outcome.FAILED;
            answer = "The model gave no answer. Ask again, or choose another with --model.";
        }
    }

    /// Tells what the calls of the turn came to.
    void facts(DecidedBy by) {
        decidedBy = by;
        List<ToolResult> results = turn.results();
        answer = AnswerText.of(results);
        if (!turn.waiting().isEmpty()) {
            outcome = Outcome.NEEDS_APPROVAL;
            answer = Stream.of(answer(results), WaitingText.of(turn.waiting(), turn.objections()))
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining("\n\n"));
        } else if (results.isEmpty()) {
            outcome = Outcome.GAVE_UP;
            answer = "I found no way to look this up. Name the pod, workload or namespace that you mean.";
        } else if (results.getLast() instanceof ToolResult.Refused) {
            outcome = Outcome.REFUSED;
        } else if (results.stream().allMatch(AnswerBuilder::isFailure) || failedChange()) {
            outcome = Outcome.FAILED;
        } else {
            suggestions = Proposal.in(results).suggestions();
        }
    }

    /// What the report on a failed deploy says.
    void reported(Outcome how, String text, List<String> next) {
        outcome = how;
        confidence = 1;
        answer = text;
        suggestions = next;
    }

    void suggest(List<String> next) {
        suggestions = next;
    }

    void readOnly(String tool) {
        refused(
                "Shipmate runs read-only, so `%s` is not available.".formatted(tool),
                "Start it without --read-only to make changes.");
    }

    /// Puts the model's checked words before the facts.
    void worded(Wording wording, String draft) {
        if (outcome != Outcome.ANSWERED || turn.calls().isEmpty()) {
            if (turn.calls().isEmpty() && !draft.isBlank()) {
                outcome = Outcome.ANSWERED;
                answer = draft.strip();
            }
            return;
        }
        String words = wording.forFacts(draft, answer);
        if (!words.isBlank()) {
            turn.emit(new TurnEvent.AnswerStreamed("\n\n" + answer));
            answer = words + "\n\n" + answer;
        }
    }

    void attachment(String signs) {
        answer = signs;
        if (signs.isBlank()) {
            outcome = Outcome.GAVE_UP;
            answer =
                    "The text shows none of the signs of trouble that I know. A model could read it: see `shipmate doctor`.";
        }
    }

    void attachmentWorded(String words, String signs) {
        if (words.isBlank()) {
            return;
        }
        outcome = Outcome.ANSWERED;
        decidedBy = DecidedBy.MODEL;
        if (!signs.isBlank()) {
            turn.emit(new TurnEvent.AnswerStreamed("\n\n" + signs));
        }
        answer = signs.isBlank() ? words : words + "\n\n" + signs;
    }

    void smallTalk(Topic topic) {
        if (topic == Topic.GENERAL) {
            outcome = Outcome.GAVE_UP;
            answer = "That is a question about Kubernetes in general, which needs a model. "
                    + "`shipmate doctor` shows how to get one; questions about this cluster work without.";
            return;
        }
        answer = "I answer questions about this cluster and change it when you approve.";
        suggestions = List.of("show me all pods", "why is a pod failing?", "scale a deployment to 3 replicas");
    }

    void refused(String reason, String suggestion) {
        outcome = Outcome.REFUSED;
        answer = reason + " " + suggestion;
    }

    /// No tool can do this.
    void cannot(Candidate step) {
        outcome = Outcome.FAILED;
        answer = step.call().tool().equals("none")
                ? "Shipmate has no tool for that. `shipmate tools` lists what it can do."
                : "That needs `%s`, which Shipmate cannot do. `shipmate tools` lists what it can do."
                        .formatted(step.call().tool());
    }

    void nothingToUndo(String context) {
        outcome = Outcome.FAILED;
        answer = "There is no change to undo in context '%s'.".formatted(context);
    }

    void unknown(UnknownName name) {
        outcome = Outcome.FAILED;
        answer = AnswerText.notFound(name.what(), name.name(), name.nearest()) + " Nothing was changed.";
        suggestions = name.nearest();
    }

    void missing(Candidate step) {
        outcome = Outcome.FAILED;
        answer = "`%s` needs to know: %s. Nothing was changed."
                .formatted(step.call().display(), String.join(", ", step.missing()));
    }

    void notUnderstood(Shortlist shortlist) {
        outcome = Outcome.GAVE_UP;
        String guesses = shortlist.candidates().stream()
                .filter(candidate -> candidate.effect() == Effect.READ)
                .limit(3)
                .map(candidate -> "`" + candidate.call().display() + "`")
                .collect(Collectors.joining(", "));
        answer = "I am not sure what is meant, and no model was asked."
                + (guesses.isEmpty() ? "" : " Closest: " + guesses + ".")
                + " Say it with the kind and the name, such as \"show the logs of deployment web\".";
    }

    void stopped(TurnStopped.Reason reason, Budget budget) {
        List<ToolResult.Changed> changed = changed();
        if (reason == TurnStopped.Reason.CANCELLED && !changed.isEmpty()) {
            stoppedAfter(changed);
            return;
        }
        outcome = reason == TurnStopped.Reason.CANCELLED ? Outcome.CANCELLED : Outcome.GAVE_UP;
        String why = switch (reason) {
            case CANCELLED -> "Cancelled.";
            case ROUNDS -> "I gave up after %d decisions without an answer.".formatted(budget.rounds());
            case TOKENS ->
                "I gave up after %d tokens without an answer."
                        .formatted(turn.tokens().total());
            case TIME ->
                "I gave up after %d seconds without an answer."
                        .formatted(budget.time().toSeconds());
        };
        told(why);
    }

    private void stoppedAfter(List<ToolResult.Changed> changed) {
        outcome = Outcome.STOPPED_AFTER_CHANGE;
        String made = changed.stream()
                .map(change -> AnswerText.changes(change.changes()))
                .collect(Collectors.joining("; "));
        answer = "Changed %s; %s."
                .formatted(
                        made,
                        changed.getLast().settled() == Settled.UNWATCHED
                                ? "stopped waiting whether it took effect"
                                : "the rest was cancelled");
        String said = AnswerText.blocks(changed.getLast().blocks());
        answer = said.isBlank() ? answer : answer + "\n\n" + said;
    }

    private List<ToolResult.Changed> changed() {
        return turn.calls().stream()
                .map(CallRecord::result)
                .filter(ToolResult.Changed.class::isInstance)
                .map(ToolResult.Changed.class::cast)
                .toList();
    }

    void modelFailed(ModelException e) {
        outcome = switch (e.code()) {
            case UNREACHABLE, MISSING, UNSUPPORTED, TIMEOUT -> Outcome.MODEL_UNREACHABLE;
            case TOO_LONG, SERVER_ERROR -> Outcome.FAILED;
        };
        told(String.valueOf(e.getMessage()));
    }

    void clusterFailed(ClusterException e, Redactor redactor) {
        outcome = switch (e.code()) {
            case UNREACHABLE, UNAUTHORIZED -> Outcome.CLUSTER_UNREACHABLE;
            case FORBIDDEN, CONFLICT, INVALID, SERVER_ERROR -> Outcome.FAILED;
        };
        told(redactor.redact(String.valueOf(e.getMessage())));
    }

    TurnResult build() {
        return new TurnResult(
                turn.question(),
                outcome,
                answer,
                decidedBy,
                model,
                protocol,
                confidence,
                turn.calls(),
                turn.waiting(),
                suggestions,
                turn.tokens(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /// What went wrong, and then all the same the facts that were found before it did.
    private void told(String why) {
        String facts = turn.hasFacts()
                ? AnswerText.of(turn.results())
                : lastChangeFailed() ? AnswerText.of(turn.calls().getLast().result()) : "";
        answer = facts.isBlank() ? why : why + "\n\n" + facts;
    }

    private static boolean isFailure(ToolResult result) {
        return result instanceof ToolResult.Failed || result instanceof ToolResult.NotFound;
    }

    /// Whether a plan stopped half-way, the newest change did not take effect, or the last call was to be one and could
    /// not be made.
    private boolean failedChange() {
        List<ToolResult.Changed> changed = changed();
        return turn.halted()
                || (!changed.isEmpty() && changed.getLast().settled() != Settled.YES)
                || lastChangeFailed();
    }

    private boolean lastChangeFailed() {
        return !turn.calls().isEmpty()
                && turn.calls().getLast().effect() != Effect.READ
                && isFailure(turn.calls().getLast().result());
    }

    private static String answer(List<ToolResult> results) {
        return AnswerText.of(results.stream()
                .filter(result -> !(result instanceof ToolResult.Planned))
                .toList());
    }
}
