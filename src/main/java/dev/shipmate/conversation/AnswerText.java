package dev.shipmate.conversation;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Results of tools as Markdown: what a user reads when no model words the answer.
public final class AnswerText {
    private AnswerText() {}

    public static String of(List<ToolResult> results) {
        return results.stream()
                .map(AnswerText::of)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    public static String of(ToolResult result) {
        return switch (result) {
            case ToolResult.Completed(List<Block> blocks, var _) -> blocks(blocks);
            case ToolResult.Proposed(List<Block> blocks, var _) -> blocks(blocks);
            case ToolResult.Planned(List<Change> changes, List<String> losses, List<String> notes, var _) ->
                planned(changes, losses, notes);
            case ToolResult.Changed(List<Change> changes, List<Block> blocks, var _, var _) ->
                joined(List.of("Done: " + changes(changes) + ".", blocks(blocks)));
            case ToolResult.Refused(String reason, String suggestion) -> sentences(reason, suggestion);
            case ToolResult.NotFound(String what, String name, List<String> nearest) -> notFound(what, name, nearest);
            case ToolResult.Failed(String cause, String suggestion, List<Block> evidence) ->
                joined(List.of(sentences(cause, suggestion), blocks(evidence)));
        };
    }

    /// `There is no pod "x". Did you mean a, b?`
    static String notFound(String what, String name, List<String> nearest) {
        String missing = "There is no %s `%s`.".formatted(what, name);
        return nearest.isEmpty()
                ? missing
                : missing + " Did you mean "
                        + nearest.stream().map("`%s`"::formatted).collect(Collectors.joining(", ")) + "?";
    }

    static String changes(List<Change> changes) {
        return changes.stream().map(Change::display).collect(Collectors.joining("; "));
    }

    private static String planned(List<Change> changes, List<String> losses, List<String> notes) {
        var lines = new ArrayList<String>();
        changes.forEach(change -> lines.add("- " + change.display() + " (namespace " + change.namespace() + ")"));
        losses.forEach(loss -> lines.add("- **lost for good:** " + loss));
        notes.forEach(note -> lines.add("- " + note));
        return String.join("\n", lines);
    }

    static String blocks(List<Block> blocks) {
        var parts = new ArrayList<String>();
        var facts = new ArrayList<String>();
        for (Block block : blocks) {
            if (block instanceof Block.Fact(String text)) {
                facts.add(text);
                continue;
            }
            parts.add(facts(facts));
            facts.clear();
            parts.add(other(block));
        }
        parts.add(facts(facts));
        return joined(parts);
    }

    private static String other(Block block) {
        return switch (block) {
            case Block.Fact(String text) -> text;
            case Block.Table(List<String> header, List<List<String>> rows, int omitted) ->
                table(header, rows) + more(omitted, "rows");
            case Block.Excerpt(String title, List<String> lines, int omitted) ->
                joined(List.of(title, fenced(lines))) + more(omitted, "lines");
        };
    }

    /// The first fact is a paragraph, further ones its list.
    private static String facts(List<String> facts) {
        if (facts.isEmpty()) {
            return "";
        }
        String rest = facts.stream().skip(1).map(fact -> "- " + fact).collect(Collectors.joining("\n"));
        return rest.isEmpty() ? facts.getFirst() : facts.getFirst() + "\n\n" + rest;
    }

    private static String table(List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        var lines = new ArrayList<String>();
        lines.add(row(header));
        lines.add("|" + " --- |".repeat(header.size()));
        rows.forEach(cells -> lines.add(row(cells)));
        return String.join("\n", lines);
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " "))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String fenced(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String fence = "```";
        while (String.join("\n", lines).contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + String.join("\n", lines) + "\n" + fence;
    }

    private static String more(int omitted, String what) {
        return omitted == 0 ? "" : "\n\n… and %d more %s.".formatted(omitted, what);
    }

    /// Two sentences on one line; the first may lack its full stop.
    static String sentences(String first, String second) {
        boolean open = !first.isBlank() && !first.strip().matches("(?s).*[.!?:;…]");
        return joined(List.of(open ? first.strip() + "." : first, second)).replace("\n\n", " ");
    }

    private static String joined(List<String> parts) {
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"));
    }
}
