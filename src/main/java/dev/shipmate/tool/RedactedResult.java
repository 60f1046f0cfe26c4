package dev.shipmate.tool;

import dev.shipmate.redaction.Redactor;
import java.util.List;
import java.util.Map;

/// A result without secrets: every text in it has been through the [Redactor].
final class RedactedResult {
    private final Redactor redactor;

    private RedactedResult(Redactor redactor) {
        this.redactor = redactor;
    }

    static ToolResult of(ToolResult result, Redactor redactor) {
        return new RedactedResult(redactor).result(result);
    }

    private ToolResult result(ToolResult result) {
        return switch (result) {
            case ToolResult.Completed(List<Block> blocks, List<ToolCall> further) ->
                new ToolResult.Completed(blocks(blocks), further);
            case ToolResult.Proposed(List<Block> blocks, List<ToolCall> changes) ->
                changes.stream().allMatch(change -> change.equals(call(change, redactor)))
                        ? new ToolResult.Proposed(blocks(blocks), changes)
                        // As with an undo: a mark in place of a secret is nothing to write.
                        : new ToolResult.Completed(blocks(blocks));
            case ToolResult.Planned(List<Change> changes, List<String> losses, List<String> notes, Undo undo) ->
                new ToolResult.Planned(changes(changes), texts(losses), texts(notes), undo(undo));
            case ToolResult.Changed(List<Change> changes, List<Block> blocks, Undo undo, Settled settled) ->
                new ToolResult.Changed(changes(changes), blocks(blocks), undo(undo), settled);
            case ToolResult.Refused(String reason, String suggestion) ->
                new ToolResult.Refused(text(reason), text(suggestion));
            case ToolResult.NotFound(String what, String name, List<String> nearest) ->
                new ToolResult.NotFound(what, text(name), texts(nearest));
            case ToolResult.Failed(String cause, String suggestion, List<Block> evidence) ->
                new ToolResult.Failed(text(cause), text(suggestion), blocks(evidence));
        };
    }

    private List<Block> blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).toList();
    }

    private Block block(Block block) {
        return switch (block) {
            case Block.Fact(String text) -> new Block.Fact(text(text));
            case Block.Table(List<String> header, List<List<String>> rows, int omitted) ->
                new Block.Table(header, rows.stream().map(this::row).toList(), omitted);
            case Block.Excerpt(String title, List<String> lines, int omitted) ->
                new Block.Excerpt(text(title), lines(lines), omitted);
        };
    }

    /// Lines are looked at together, because a PEM block or a stack of them spans several.
    private List<String> lines(List<String> lines) {
        return lines.isEmpty() ? lines : List.of(text(String.join("\n", lines)).split("\n", -1));
    }

    /// Cells are looked at alone, and then as one line, because a name in one cell tells on the value in the next.
    private List<String> row(List<String> cells) {
        List<String> shown = texts(cells);
        String line = String.join("\t", shown);
        List<String> together = List.of(text(line).split("\t", -1));
        return together.size() == shown.size() ? together : shown;
    }

    /// A value together with the name that it stands under.
    private String under(String name, String value) {
        String start = name + "=";
        String pair = text(start + value);
        return text(pair.startsWith(start) ? pair.substring(start.length()) : value);
    }

    private List<Change> changes(List<Change> changes) {
        return changes.stream()
                .map(change -> new Change(
                        change.object(),
                        change.namespace(),
                        change.field(),
                        under(change.field(), change.before()),
                        under(change.field(), change.after())))
                .toList();
    }

    /// A call with a mark in place of a secret would write the mark: better none.
    private Undo undo(Undo undo) {
        return switch (undo) {
            case Undo.By(ToolCall call) when call.equals(call(call, redactor)) -> undo;
            case Undo.By _ -> new Undo.Impossible("its former value is a secret, which is not kept");
            case Undo.Impossible(String reason) -> new Undo.Impossible(text(reason));
        };
    }

    /// A call whose text arguments are free of secrets, for everybody but the tool itself.
    static ToolCall call(ToolCall call, Redactor redactor) {
        ToolCall shown = call;
        for (Map.Entry<String, Object> argument : call.arguments().entrySet()) {
            if (argument.getValue() instanceof String text) {
                shown = shown.with(argument.getKey(), redactor.redact(text));
            }
        }
        return shown;
    }

    private List<String> texts(List<String> texts) {
        return texts.stream().map(this::text).toList();
    }

    private String text(String text) {
        return redactor.redact(text);
    }
}
