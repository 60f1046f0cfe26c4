package dev.shipmate.terminal;

import java.io.PrintWriter;
import java.util.List;

/// The whole window of a terminal, drawn over from the top; what was there before comes back when it is closed.
///
/// Only lines that have changed are drawn. The sequences are those of xterm (`ctlseqs`), which terminals without a
/// second screen leave alone.
final class FullScreen implements AutoCloseable {
    /// To the second screen, without a cursor, and without breaking lines that are too long.
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String CLEAR = "\u001b[2J";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintWriter writer;
    private final Theme theme;
    private List<Styled> shown = List.of();
    private int columns;
    private int rows;

    private FullScreen(PrintWriter writer, Theme theme) {
        this.writer = writer;
        this.theme = theme;
    }

    static FullScreen open(PrintWriter writer, Theme theme) {
        writer.print(ENTER);
        writer.flush();
        return new FullScreen(writer, theme);
    }

    /// Shows these lines in place of those before. A window that has changed its size is drawn anew.
    void show(List<Styled> lines, int columns, int rows) {
        var drawn = new StringBuilder();
        if (columns != this.columns || rows != this.rows) {
            drawn.append(CLEAR);
            shown = List.of();
        }
        for (int i = 0; i < Math.max(lines.size(), shown.size()); i++) {
            Styled before = i < shown.size() ? shown.get(i) : Styled.EMPTY;
            Styled line = i < lines.size() ? lines.get(i) : Styled.EMPTY;
            if (!line.equals(before)) {
                drawn.append("\u001b[%d;1H".formatted(i + 1))
                        .append(theme.paint(line))
                        .append(CLEAR_REST);
            }
        }
        this.columns = columns;
        this.rows = rows;
        shown = List.copyOf(lines);
        if (!drawn.isEmpty()) {
            writer.print(drawn);
            writer.flush();
        }
    }

    @Override
    public void close() {
        writer.print(LEAVE);
        writer.flush();
    }
}
