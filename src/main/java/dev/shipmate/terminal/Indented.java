package dev.shipmate.terminal;

import java.util.ArrayList;
import java.util.List;

/// Text that is wrapped to the right of what stands before its first line.
final class Indented {
    private Indented() {}

    static List<Styled> of(Styled first, Styled text, int width) {
        int indent = first.width();
        var lines = new ArrayList<Styled>();
        for (Styled line : LineBreaks.wrap(text, width <= 0 ? 0 : Math.max(1, width - indent))) {
            lines.add((lines.isEmpty() ? first : Styled.text(" ".repeat(indent))).plus(line));
        }
        return lines;
    }
}
