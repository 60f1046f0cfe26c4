package dev.shipmate.conversation;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Results of tools as plain text for a model, fitted to a share of its window.
///
/// Marks that chat templates and call syntaxes use are taken apart, so that text from the cluster stays data.
final class ObservationText {
    /// What no person sees, so that nothing is said to a model behind their back: control characters but for line
    /// breaks and tabs, and characters without width or of direction only.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private static final String MARKS = "(tool_call|tool_response|function|parameter|think|start_function_call"
            + "|end_function_call|start_of_turn|end_of_turn|escape|result|bos|eos|pad|unk|s>)";

    private ObservationText() {}

    /// At most `limit` characters: first less of each table and excerpt, and then cut at a line, with a note of how
    /// much is missing.
    static String of(ToolResult result, int limit) {
        return fitted(harmless(String.join("\n", lines(smaller(result, limit)))), limit);
    }

    private static ToolResult smaller(ToolResult result, int limit) {
        return switch (result) {
            case ToolResult.Completed(List<Block> blocks, List<ToolCall> further) ->
                new ToolResult.Completed(SmallerBlocks.of(blocks, limit), further);
            case ToolResult.Proposed(List<Block> blocks, List<ToolCall> changes) ->
                new ToolResult.Proposed(SmallerBlocks.of(blocks, limit), changes);
            case ToolResult.Failed(String cause, String suggestion, List<Block> evidence) ->
                new ToolResult.Failed(cause, suggestion, SmallerBlocks.of(evidence, limit - cause.length()));
            case ToolResult.Planned _, ToolResult.Changed _, ToolResult.Refused _, ToolResult.NotFound _ -> result;
        };
    }

    /// The text with everything defused that a model or its template could take for a command.
    static String harmless(String text) {
        return UNSEEN.matcher(text)
                .replaceAll("")
                .replace("<|", "< |")
                .replace("|>", "| >")
                .replace("<\uff5c", "< \uff5c")
                .replace("<<<", "< <<")
                .replace(">>>", "> >>")
                .replaceAll("(?i)<(/?)" + MARKS, "< $1$2")
                .replaceAll("(?i)\\[(/?)(TOOL_CALLS?|INST|AVAILABLE_TOOLS)", "[ $1$2");
    }

    static String fitted(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        List<String> lines = text.lines().toList();
        var kept = new ArrayList<String>();
        int size = 0;
        for (String line : lines) {
            if (size + line.length() + 1 > limit) {
                break;
            }
            kept.add(line);
            size += line.length() + 1;
        }
        if (kept.isEmpty()) {
            return text.substring(0, limit) + " …";
        }
        kept.add("… %d more lines, ask for less to see them".formatted(lines.size() - kept.size()));
        return String.join("\n", kept);
    }

    private static List<String> lines(ToolResult result) {
        var lines = new ArrayList<String>();
        switch (result) {
            case ToolResult.Completed(List<Block> blocks, var _) -> blocks.forEach(block -> lines.addAll(lines(block)));
            case ToolResult.Proposed(List<Block> blocks, List<ToolCall> changes) -> {
                blocks.forEach(block -> lines.addAll(lines(block)));
                changes.forEach(change -> lines.add("proposed, not done: " + change.display()));
            }
            case ToolResult.Planned(List<Change> changes, List<String> losses, List<String> notes, var _) -> {
                changes.forEach(change -> lines.add("planned " + change.display()));
                losses.forEach(loss -> lines.add("would lose " + loss));
                lines.addAll(notes);
            }
            case ToolResult.Changed(List<Change> changes, List<Block> blocks, var _, var _) -> {
                changes.forEach(change -> lines.add("done " + change.display()));
                blocks.forEach(block -> lines.addAll(lines(block)));
            }
            case ToolResult.Refused(String reason, var _) ->
                lines.add("Refused: %s Do not ask again.".formatted(reason));
            case ToolResult.NotFound not -> lines.add(AnswerText.of(not));
            case ToolResult.Failed(String cause, String suggestion, List<Block> evidence) -> {
                lines.add("Failed: " + AnswerText.sentences(cause, suggestion));
                evidence.forEach(block -> lines.addAll(lines(block)));
            }
        }
        return lines;
    }

    static List<String> lines(Block block) {
        return switch (block) {
            case Block.Fact(String text) -> List.of(text);
            case Block.Table(List<String> header, List<List<String>> rows, int omitted) -> {
                var lines = new ArrayList<String>();
                lines.add(String.join(" | ", header));
                rows.forEach(row -> lines.add(String.join(" | ", row)));
                if (omitted > 0) {
                    lines.add("… and %d more rows".formatted(omitted));
                }
                yield lines;
            }
            case Block.Excerpt(String title, List<String> text, int omitted) -> {
                var lines = new ArrayList<String>();
                lines.add(title);
                lines.addAll(text);
                if (omitted > 0) {
                    lines.add("… and %d more lines".formatted(omitted));
                }
                yield lines;
            }
        };
    }
}
