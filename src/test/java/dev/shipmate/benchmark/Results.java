package dev.shipmate.benchmark;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Turns as a benchmark gets them.
final class Results {
    private static final ClusterTarget HERE = new ClusterTarget("lab", "shop", "http://127.0.0.1:9", true);

    private Results() {}

    static TurnResult answered(String answer, ToolCall... calls) {
        return turn(Outcome.ANSWERED, answer, List.of(calls), List.of());
    }

    static TurnResult ended(Outcome outcome, String answer) {
        return turn(outcome, answer, List.of(), List.of());
    }

    static TurnResult planned(ToolCall... calls) {
        return turn(Outcome.NEEDS_APPROVAL, "Nothing was changed.", List.of(), List.of(calls));
    }

    private static TurnResult turn(Outcome outcome, String answer, List<ToolCall> calls, List<ToolCall> plan) {
        return new TurnResult(
                new Question("the question about cart-7f9d"),
                outcome,
                answer,
                DecidedBy.MODEL,
                "tiny",
                "schema",
                0.5,
                Stream.concat(calls.stream(), plan.stream())
                        .map(call ->
                                new CallRecord(call, Effect.READ, new ToolResult.Completed(), Duration.ofMillis(1)))
                        .toList(),
                plan.stream()
                        .map(call -> new PlannedChange(call, Effect.CHANGE, HERE, List.of(), List.of(), List.of()))
                        .toList(),
                List.of(),
                new TokenUsage(90, 10),
                Duration.ofSeconds(2));
    }
}
