package dev.shipmate.conversation;

import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.FailureText;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.kubernetes.RemedyCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers about a failed deploy from its report, and makes what it offers.
///
/// Neither a model nor a cluster is needed to tell what is known; a change goes through the same gate as any other.
final class FailureTurn {
    private final FailureReport report;
    private final FailureText text;

    FailureTurn(FailureReport report) {
        this.report = report;
        this.text = new FailureText(report);
    }

    /// What the report says to a question, when that is one about the failed run.
    Optional<String> told(String question) {
        return FailureWish.of(question).flatMap(wish -> switch (wish) {
            case FailureWish.Why() -> Optional.of(text.why());
            case FailureWish.WhatChanged() -> Optional.of(text.changes());
            case FailureWish.WaysOn() -> Optional.of(text.ways());
            case FailureWish.WholeReport() -> Optional.of(text.whole());
            case FailureWish.ApplyRemedy _, FailureWish.RollBack _, FailureWish.Uninstall _, FailureWish.TryAgain _ ->
                Optional.empty();
        });
    }

    /// Everything that is known, for a model to read.
    String evidence() {
        return text.whole();
    }

    /// The cause and the ways on, for a question that nobody has understood.
    String why() {
        return text.why();
    }

    /// What a user may want to ask next.
    List<String> suggestions() {
        var suggestions = new ArrayList<String>();
        for (Offer offer : report.offers()) {
            String words = words(offer);
            if (!suggestions.contains(words)) {
                suggestions.add(words);
            }
        }
        return suggestions.stream().limit(3).toList();
    }

    private static String words(Offer offer) {
        return switch (offer) {
            case Offer.Apply _ -> "apply the remedy";
            case Offer.RollBack _ -> "roll back";
            case Offer.Uninstall() -> "uninstall the release";
            case Offer.Resume _ -> "try again";
        };
    }

    /// The change that the question wants made.
    Optional<Wanted> wanted(String question) {
        return FailureWish.of(question).flatMap(wish -> switch (wish) {
            case FailureWish.ApplyRemedy(int number) -> Optional.of(remedy(number));
            case FailureWish.RollBack(int revision) -> Optional.of(rollBack(revision));
            case FailureWish.Uninstall() ->
                Optional.of(new Wanted.Call(pipeline("uninstall_release", Map.of()), false));
            case FailureWish.TryAgain() -> Optional.of(new Wanted.Call(pipeline("deploy_app", again()), false));
            case FailureWish.Why _, FailureWish.WhatChanged _, FailureWish.WaysOn _, FailureWish.WholeReport _ ->
                Optional.empty();
        });
    }

    /// What a wish for a change comes to.
    sealed interface Wanted {
        /// A call of a tool.
        ///
        /// @param outside whether parts of the call come from text in the cluster
        record Call(ToolCall call, boolean outside) implements Wanted {}

        /// There is nothing like that to be done.
        record Nothing(String reason) implements Wanted {}
    }

    private Wanted remedy(int number) {
        List<Remedy> remedies = report.offers().stream()
                .filter(Offer.Apply.class::isInstance)
                .map(offer -> ((Offer.Apply) offer).remedy())
                .toList();
        if (remedies.isEmpty()) {
            return new Wanted.Nothing("No remedy is known that could be applied.");
        }
        return number > remedies.size()
                ? new Wanted.Nothing("There are only %d remedies.".formatted(remedies.size()))
                : new Wanted.Call(RemedyCalls.of(remedies.get(number - 1)), true);
    }

    private Wanted rollBack(int revision) {
        int offered = report.offers().stream()
                .filter(Offer.RollBack.class::isInstance)
                .mapToInt(offer -> ((Offer.RollBack) offer).revision())
                .findFirst()
                .orElse(0);
        int wanted = revision == 0 ? offered : revision;
        return wanted == 0
                ? new Wanted.Nothing(
                        report.putBack().isEmpty() ? "There is no good revision to roll back to." : report.putBack())
                : new Wanted.Call(pipeline("rollback_release", Map.of("revision", wanted)), false);
    }

    /// With what the failed deploy was made from, where there is something to go on with.
    private Map<String, Object> again() {
        boolean resumes = report.offers().stream().anyMatch(Offer.Resume.class::isInstance);
        return resumes ? Map.of("resume", true) : Map.of();
    }

    private ToolCall pipeline(String tool, Map<String, Object> arguments) {
        var all = new LinkedHashMap<>(arguments);
        if (!report.environment().isEmpty()) {
            all.put("environment", report.environment());
        }
        return new ToolCall(tool, all);
    }

    /// Makes the change that is wanted, and says how to go on.
    void run(Wanted wanted, Turn turn, Setup setup, CallRunner runner, AnswerBuilder answer) {
        switch (wanted) {
            case Wanted.Nothing(String reason) ->
                answer.reported(Outcome.FAILED, reason + "\n\n" + text.ways(), List.of());
            case Wanted.Call(ToolCall call, boolean outside) -> {
                if (setup.readOnly()) {
                    answer.readOnly(call.tool());
                    return;
                }
                if (outside) {
                    turn.taint();
                }
                ToolResult result = runner.run(call, turn);
                answer.facts(DecidedBy.RULES);
                if (outside && result instanceof ToolResult.Changed) {
                    answer.suggest(List.of("try again"));
                }
            }
        }
    }
}
