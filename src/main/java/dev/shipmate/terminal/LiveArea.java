package dev.shipmate.terminal;

import java.util.List;
import java.util.stream.Collectors;

/// The last lines of a screen, drawn over again and again while something is under way.
///
/// Draws only rows that fit the width, so that the number of rows to go up is known. It clears row
/// by row and not to the end of the screen, where a status line may be. After a resize the old rows
/// may have been broken by the terminal: they are left, and drawing starts anew below.
final class LiveArea {
    private static final String CLEAR_ROW = "\r\u001b[K";
    private static final String UP = "\u001b[A";

    private final Screen screen;
    private List<Styled> shown = List.of();
    private int width;

    LiveArea(Screen screen) {
        this.screen = screen;
    }

    /// Shows these lines in place of those before.
    void show(List<Styled> lines) {
        int columns = screen.columns();
        List<Styled> fitted = lines.stream()
                .map(line -> line.shortened(Math.max(1, columns - 1), Icon.ELLIPSIS.in(screen.theme())))
                .toList();
        if (!screen.live() || (fitted.equals(shown) && width == columns)) {
            return;
        }
        String drawn = fitted.stream().map(screen.theme()::paint).collect(Collectors.joining("\n"));
        screen.writer().print(clearing() + drawn);
        screen.writer().flush();
        width = columns;
        shown = fitted;
    }

    void clear() {
        if (!shown.isEmpty()) {
            screen.writer().print(clearing());
            screen.writer().flush();
            shown = List.of();
        }
    }

    private String clearing() {
        if (shown.isEmpty()) {
            return "";
        }
        return width == screen.columns() ? CLEAR_ROW + (UP + CLEAR_ROW).repeat(shown.size() - 1) : "\n";
    }
}
