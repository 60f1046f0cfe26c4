package dev.shipmate.planning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A question, and what is right for it. `tools` and `targets` are empty when the file does not say.
///
/// @param effect `read`, `change`, `destroy`, or `write` for either of the last two
record LabelledQuestion(String text, Set<String> tools, String effect, List<String> targets) {
    /// Reads a file of tab-separated columns, named in its first line: `question`, and `tool`, `effect` and
    /// `target` where it has them.
    static List<LabelledQuestion> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            List<String> header = List.of(lines.getFirst().split("\t", -1));
            var questions = new ArrayList<LabelledQuestion>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = List.of(line.split("\t", -1));
                questions.add(new LabelledQuestion(
                        cell(cells, header, "question"),
                        tools(cell(cells, header, "tool")),
                        cell(cells, header, "effect"),
                        choices(cell(cells, header, "target"), "\\|")));
            }
            return questions;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    boolean readOnly() {
        return effect.equals("read");
    }

    private static String cell(List<String> cells, List<String> header, String column) {
        int at = header.indexOf(column);
        return at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
    }

    /// That no tool is needed, `-`, and that none can do it are one: no tool is right.
    private static Set<String> tools(String cell) {
        return choices(cell, ",").stream()
                .map(tool -> tool.equals("-") ? ToolBook.NONE : tool)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> choices(String cell, String separator) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(separator, -1));
    }
}
