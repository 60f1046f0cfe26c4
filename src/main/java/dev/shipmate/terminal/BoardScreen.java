package dev.shipmate.terminal;

import dev.shipmate.monitoring.BoardSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;

/// Shows a board to a person until that person leaves, or a signal ends the program. However it ends, the terminal is
/// as it was before.
public final class BoardScreen {
    /// How long to wait for a key before looking whether there is something new: at most four times a second.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /// Ages of warnings grow by the second.
    private static final Duration OLDEST = Duration.ofSeconds(1);
    private static final int CTRL_C = 3;
    private static final Set<Integer> LEAVING = Set.of((int) 'q', (int) 'Q', CTRL_C, BoardDesk.END);

    private final Theme theme;
    private final boolean terminal;
    private final Opener opener;
    private final Interruption.Source signals;

    /// Takes hold of the terminal.
    @FunctionalInterface
    interface Opener {
        BoardDesk open() throws IOException;
    }

    /// @param terminal whether there is a terminal that can be drawn over
    BoardScreen(Theme theme, boolean terminal, Opener opener, Interruption.Source signals) {
        this.theme = theme;
        this.terminal = terminal;
        this.opener = opener;
        this.signals = signals;
    }

    /// Whether a board can be shown.
    public boolean usable() {
        return terminal;
    }

    /// Returns the exit status: 0 after `q` and Ctrl-C, else that of the signal.
    public int show(BoardSource source) {
        try (BoardDesk desk = opener.open();
                Interruption interruption = Interruption.open(signals);
                FullScreen screen = FullScreen.open(desk.writer(), theme)) {
            watch(source, desk, screen, interruption);
            return interruption.heard() ? interruption.exitCode() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be used.", e);
        }
    }

    private void watch(BoardSource source, BoardDesk desk, FullScreen screen, Interruption interruption)
            throws IOException {
        var last = new Drawn(-1, 0, 0, System.nanoTime());
        while (!interruption.heard()) {
            var now = new Drawn(source.version(), desk.columns(), desk.rows(), System.nanoTime());
            if (now.differs(last)) {
                // One column is left free: a terminal may break a line that fills the last one.
                var view = new BoardView(theme, Math.max(1, now.columns() - 1), now.rows());
                screen.show(view.of(source.board()), now.columns(), now.rows());
                last = now;
            }
            if (leaves(desk, interruption)) {
                return;
            }
        }
    }

    /// What was drawn: which news, how large, and when.
    private record Drawn(long version, int columns, int rows, long nanos) {
        boolean differs(Drawn before) {
            return version != before.version
                    || columns != before.columns
                    || rows != before.rows
                    || nanos - before.nanos >= OLDEST.toNanos();
        }
    }

    /// Waits for a key, and says whether it was the one that leaves, or the last there will be.
    private static boolean leaves(BoardDesk desk, Interruption interruption) throws IOException {
        long end = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        try {
            // Other keys must not make it look more often.
            for (long left = BETWEEN_LOOKS.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                int key = desk.key(Duration.ofMillis(left));
                if (LEAVING.contains(key)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            if (interruption.heard()) {
                return true;
            }
            throw e;
        }
    }
}
