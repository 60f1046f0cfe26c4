package dev.shipmate.conversation;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.model.TokenUsage;
import java.time.Duration;
import java.util.List;

/// How one question was answered, and from what.
///
/// @param answer Markdown; on failure the error message
/// @param model and `protocol` are empty when no model took part
/// @param plan changes that wait for an approval; empty unless the outcome is [Outcome#NEEDS_APPROVAL]
/// @param suggestions what a user may want to ask next, at most three
public record TurnResult(
        Question question,
        Outcome outcome,
        String answer,
        DecidedBy decidedBy,
        String model,
        String protocol,
        double confidence,
        List<CallRecord> calls,
        List<PlannedChange> plan,
        List<String> suggestions,
        TokenUsage tokens,
        Duration took) {
    public TurnResult {
        calls = List.copyOf(calls);
        plan = List.copyOf(plan);
        suggestions = List.copyOf(suggestions);
    }
}
