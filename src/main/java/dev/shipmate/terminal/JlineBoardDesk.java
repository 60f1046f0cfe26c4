package dev.shipmate.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/// A real terminal that hands over keys one by one, without showing them.
final class JlineBoardDesk implements BoardDesk {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final Terminal terminal;
    private final Attributes before;

    private JlineBoardDesk(Terminal terminal, Attributes before) {
        this.terminal = terminal;
        this.before = before;
    }

    /// Ctrl-C and Ctrl-Z are keys like others: a program that they stopped would leave the board behind on the screen.
    static JlineBoardDesk open() throws IOException {
        Terminal terminal = JlineDesk.systemTerminal();
        Attributes before = terminal.enterRawMode();
        Attributes raw = new Attributes(terminal.getAttributes());
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        return new JlineBoardDesk(terminal, before);
    }

    @Override
    public PrintWriter writer() {
        return terminal.writer();
    }

    /// Some terminals do not tell their size.
    @Override
    public int columns() {
        int columns = terminal.getSize().getColumns();
        return columns <= 0 ? USUAL_COLUMNS : columns;
    }

    @Override
    public int rows() {
        int rows = terminal.getSize().getRows();
        return rows <= 0 ? USUAL_ROWS : rows;
    }

    @Override
    public int key(Duration patience) throws IOException {
        int key = terminal.reader().read(patience.toMillis());
        return key == NonBlockingReader.READ_EXPIRED ? NONE : key;
    }

    @Override
    public void close() throws IOException {
        terminal.setAttributes(before);
        terminal.close();
    }
}
