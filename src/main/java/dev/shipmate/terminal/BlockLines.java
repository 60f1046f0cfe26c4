package dev.shipmate.terminal;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;

/// A tool's result as lines for a person who wants to see all of it.
record BlockLines(Theme theme, int width) {
    List<Styled> result(ToolResult result) {
        return switch (result) {
            case ToolResult.Completed(List<Block> blocks, var _) -> blocks(blocks);
            case ToolResult.Proposed(List<Block> blocks, var _) -> blocks(blocks);
            case ToolResult.Planned(List<Change> changes, List<String> losses, List<String> notes, var _) -> {
                List<Styled> lines = new ArrayList<>(changes(changes));
                losses.forEach(loss -> lines.addAll(sentence(Role.WARNING, "Lost for good: " + loss)));
                notes.forEach(note -> lines.addAll(sentence(Role.DIM, note)));
                yield lines;
            }
            case ToolResult.Changed(List<Change> changes, List<Block> blocks, var _, var _) -> {
                List<Styled> lines = new ArrayList<>(changes(changes));
                lines.addAll(blocks(blocks));
                yield lines;
            }
            case ToolResult.Refused(String reason, String suggestion) ->
                sentence(Role.WARNING, reason + " " + suggestion);
            case ToolResult.NotFound(String what, String name, List<String> nearest) ->
                sentence(
                        Role.WARNING,
                        "No %s is called %s.".formatted(what, name)
                                + (nearest.isEmpty() ? "" : " Nearest: " + String.join(", ", nearest)));
            case ToolResult.Failed(String cause, String suggestion, List<Block> evidence) -> {
                List<Styled> lines = new ArrayList<>(sentence(Role.ERROR, cause + " " + suggestion));
                lines.addAll(blocks(evidence));
                yield lines;
            }
        };
    }

    /// Old and new values, one row for each field.
    List<Styled> changes(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<List<Styled>> rows = changes.stream()
                .map(change -> List.of(
                        Styled.text(change.object()),
                        Styled.text(change.field()),
                        Styled.of(Role.DIM, shown(change.before())),
                        Styled.of(Role.STRONG, shown(change.after()))))
                .toList();
        List<Styled> header =
                List.of(Styled.text("OBJECT"), Styled.text("FIELD"), Styled.text("NOW"), Styled.text("AFTER"));
        return new TableLayout(header, rows, List.of(false, false, false, false)).lines(width);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private List<Styled> blocks(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block(block).stream()).toList();
    }

    private List<Styled> block(Block block) {
        return switch (block) {
            case Block.Fact(String text) ->
                text.lines().flatMap(line -> sentence(Role.TEXT, line).stream()).toList();
            case Block.Table(List<String> header, List<List<String>> rows, int omitted) -> {
                List<Styled> lines =
                        new ArrayList<>(TableLayout.of(header, rows).lines(width));
                lines.addAll(omitted(omitted, "row"));
                yield lines;
            }
            case Block.Excerpt(String title, List<String> excerpt, int omitted) -> {
                List<Styled> lines = new ArrayList<>(sentence(Role.STRONG, title));
                excerpt.forEach(line -> lines.addAll(LineBreaks.chop(Styled.of(Role.CODE, line), width)));
                lines.addAll(omitted(omitted, "line"));
                yield lines;
            }
        };
    }

    private List<Styled> omitted(int count, String what) {
        return count == 0
                ? List.of()
                : sentence(Role.DIM, "%d more %s%s not shown.".formatted(count, what, count == 1 ? "" : "s"));
    }

    private List<Styled> sentence(Role role, String text) {
        return text.isBlank() ? List.of() : LineBreaks.wrap(Styled.of(role, text.strip()), width);
    }
}
