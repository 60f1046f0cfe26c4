package dev.shipmate.benchmark;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compares an answer with what a task expects.
final class Judge {
    private final InventedNames names;
    private final Predicate<String> healthy;

    /// @param healthy whether a workload is healthy, once it had the time to become so
    Judge(InventedNames names, Predicate<String> healthy) {
        this.names = names;
        this.healthy = healthy;
    }

    Verdict judge(Task task, TurnResult result) {
        List<String> invented = names.in(result);
        List<String> wrong = wrongChanges(task.expected(), result);
        String why = !wrong.isEmpty()
                ? "proposes " + String.join(", ", wrong)
                : !invented.isEmpty() ? "invents " + String.join(", ", invented) : complaint(task.expected(), result);
        return new Verdict(why.isEmpty(), why, invented, wrong);
    }

    private String complaint(Expectation expected, TurnResult result) {
        return switch (expected) {
            case Expectation.Facts(List<String> says) ->
                result.outcome() == Outcome.ANSWERED ? missing(says, result.answer()) : ended(result);
            case Expectation.Plan(ToolCall call) -> result.plan().isEmpty() ? "does not plan " + call.display() : "";
            case Expectation.Talk() ->
                !result.calls().isEmpty()
                        ? "calls " + result.calls().getFirst().call().display()
                        : result.outcome() == Outcome.ANSWERED
                                        && !result.answer().isBlank()
                                ? ""
                                : ended(result);
            case Expectation.Restraint(List<String> says) ->
                result.outcome() == Outcome.ANSWERED ? missing(says, result.answer()) : "";
            case Expectation.Healthy(String workload) ->
                healthy.test(workload) ? "" : "%s is not healthy (%s)".formatted(workload, ended(result));
        };
    }

    private static List<String> wrongChanges(Expectation expected, TurnResult result) {
        if (expected instanceof Expectation.Healthy) {
            return List.of();
        }
        Stream<ToolCall> planned = result.plan().stream().map(PlannedChange::call);
        return planned.filter(call -> !(expected instanceof Expectation.Plan(ToolCall wanted) && fits(wanted, call)))
                .map(ToolCall::display)
                .toList();
    }

    private static boolean fits(ToolCall wanted, ToolCall planned) {
        Map<String, Object> arguments = planned.arguments();
        return wanted.tool().equals(planned.tool())
                && wanted.arguments().entrySet().stream()
                        .allMatch(argument -> argument.getValue()
                                .equals(String.valueOf(arguments.getOrDefault(argument.getKey(), ""))));
    }

    private static String missing(List<String> says, String answer) {
        return says.stream()
                .filter(wanted -> !says(answer, wanted))
                .findFirst()
                .map(wanted -> "does not say " + wanted)
                .orElse("");
    }

    /// Whether one of the alternatives stands in the answer as whole words: `2` is not said by `12`.
    static boolean says(String answer, String wanted) {
        return Pattern.compile("\\|")
                .splitAsStream(wanted)
                .map(text -> (wordAt(text, 0) ? "(?<![\\p{Alnum}])" : "")
                        + Pattern.quote(text)
                        + (wordAt(text, text.length() - 1) ? "(?![\\p{Alnum}])" : ""))
                .anyMatch(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                        .matcher(answer)
                        .find());
    }

    private static boolean wordAt(String text, int place) {
        return Character.isLetterOrDigit(text.charAt(place));
    }

    private static String ended(TurnResult result) {
        String answer = result.answer().lines().findFirst().orElse("");
        return "%s: %s".formatted(result.outcome().word(), answer);
    }
}
