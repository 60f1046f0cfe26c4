package dev.shipmate.conversation;

import dev.shipmate.diagnosis.RemedyId;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// "Fix it", right after an answer that shows remedies: the first of them, or the one that is counted out.
final class RemedyWish {
    private static final Pattern SHOWN = Pattern.compile("Remedy (" + RemedyId.PATTERN.pattern() + "): .*");

    private RemedyWish() {}

    /// The call that a question wants made, when the last turn shows what it means.
    static Optional<ToolCall> of(String question, List<TurnResult> turns) {
        if (turns.isEmpty()
                || !(FailureWish.of(question).orElse(null) instanceof FailureWish.ApplyRemedy(int number))) {
            return Optional.empty();
        }
        List<ToolCall> shown = turns.getLast().calls().stream()
                .flatMap(RemedyWish::shown)
                .distinct()
                .toList();
        return number <= shown.size() ? Optional.of(shown.get(number - 1)) : Optional.empty();
    }

    private static Stream<ToolCall> shown(CallRecord record) {
        if (!(record.result() instanceof ToolResult.Completed(List<Block> blocks, var _))) {
            return Stream.empty();
        }
        ToolCall call = new ToolCall("apply_remedy", Map.of());
        Object namespace = record.call().arguments().get("namespace");
        ToolCall there = namespace == null ? call : call.with("namespace", namespace);
        return blocks.stream()
                .filter(Block.Fact.class::isInstance)
                .map(block -> SHOWN.matcher(((Block.Fact) block).text()))
                .filter(Matcher::matches)
                .map(match -> there.with("id", match.group(1)));
    }
}
