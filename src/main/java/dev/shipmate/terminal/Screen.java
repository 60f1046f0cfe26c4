package dev.shipmate.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntSupplier;

/// Where lines are shown.
///
/// @param width asked before each use, because windows are resized; 0 when lines need not be broken
record Screen(PrintWriter writer, Theme theme, IntSupplier width, Kind kind) {
    /// Who reads a screen, and what it can do.
    enum Kind {
        /// A program or a file reads it.
        PIPE,
        /// A person reads it, line after line, as on paper.
        TYPEWRITER,
        /// A person reads it, and lines can be drawn over.
        TERMINAL
    }

    /// A stream that is no terminal.
    static Screen pipe(PrintWriter writer) {
        return new Screen(writer, Theme.PLAIN, () -> 0, Kind.PIPE);
    }

    boolean watched() {
        return kind != Kind.PIPE;
    }

    boolean live() {
        return kind == Kind.TERMINAL;
    }

    int columns() {
        return width.getAsInt();
    }

    void print(Styled line) {
        print(List.of(line));
    }

    void print(List<Styled> lines) {
        lines.forEach(line -> writer.print(theme.paint(line) + "\n"));
        writer.flush();
    }

    /// One message, broken at the width.
    void say(Role role, String message) {
        print(message.lines()
                .flatMap(line -> LineBreaks.wrap(Styled.of(role, line), columns()).stream())
                .toList());
    }
}
