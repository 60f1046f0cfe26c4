package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.monitoring.Board;
import dev.shipmate.monitoring.BoardApp;
import dev.shipmate.monitoring.BoardErrors;
import dev.shipmate.monitoring.BoardSource;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardScreenTest {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";

    private final StringWriter text = new StringWriter();
    private final Map<String, Runnable> heard = new HashMap<>();
    private final Deque<Runnable> typed = new ArrayDeque<>();
    private int key = BoardDesk.NONE;
    private int columns = 80;
    private boolean closed;
    private boolean broken;
    private int asked;
    private long version;

    private final BoardSource source = new BoardSource() {
        @Override
        public Board board() {
            asked++;
            if (broken) {
                throw new IllegalStateException("no board");
            }
            return new Board(
                    "lab",
                    "todo " + version,
                    Instant.EPOCH,
                    BoardApp.UNKNOWN,
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    BoardErrors.NONE,
                    new Board.Followed(0, 0),
                    List.of());
        }

        @Override
        public long version() {
            return version;
        }
    };

    /// Whenever a key is waited for, the next thing happens.
    private final BoardDesk desk = new BoardDesk() {
        @Override
        public PrintWriter writer() {
            return new PrintWriter(text);
        }

        @Override
        public int columns() {
            return columns;
        }

        @Override
        public int rows() {
            return 24;
        }

        @Override
        public int key(Duration patience) throws InterruptedIOException {
            key = NONE;
            typed.removeFirst().run();
            if (Thread.interrupted()) {
                throw new InterruptedIOException();
            }
            return key;
        }

        @Override
        public void close() {
            closed = true;
        }
    };

    private final BoardScreen screen = new BoardScreen(Theme.PLAIN, true, () -> desk, (signal, reaction) -> {
        heard.put(signal, reaction);
        return () -> heard.remove(signal);
    });

    @ParameterizedTest
    @ValueSource(ints = {'q', 'Q', 3, BoardDesk.END})
    void aKeyThatLeavesEndsWellAndGivesTheTerminalBack(int leaving) {
        press('x');
        press(leaving);

        assertThat(screen.show(source)).isZero();
        assertThat(text.toString()).startsWith(ENTER).endsWith(LEAVE).contains("lab/todo 0");
        assertThat(closed).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void aSignalEndsItWithItsOwnStatusAndGivesTheTerminalBack() {
        typed.add(() -> Map.copyOf(heard).getOrDefault("TERM", () -> {}).run());

        assertThat(screen.show(source)).isEqualTo(143);
        assertThat(text.toString()).endsWith(LEAVE);
        assertThat(closed).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aMistakeOfOursGivesTheTerminalBackToo() {
        broken = true;

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> screen.show(source)))
                .hasMessage("no board");
        assertThat(text.toString()).endsWith(LEAVE);
        assertThat(closed).isTrue();
    }

    @Test
    void newsAreDrawnAndOnlyTheLineThatChanged() {
        waits();
        typed.add(() -> {
            text.getBuffer().setLength(0);
            version++;
        });
        waits();
        press('q');

        screen.show(source);

        assertThat(text.toString())
                .contains("\u001b[1;1Hlab/todo 1")
                .doesNotContain("\u001b[2J", "\u001b[2;1H", "Errors");
    }

    @Test
    void aWindowOfAnotherSizeIsDrawnAnew() {
        waits();
        typed.add(() -> {
            text.getBuffer().setLength(0);
            columns = 40;
        });
        waits();
        press('q');

        screen.show(source);

        assertThat(text.toString()).contains("\u001b[2J\u001b[1;1Hlab/todo 0", "\u001b[2;1H", "Errors");
    }

    @Test
    void keysThatMeanNothingDoNotMakeItDrawMoreOften() {
        for (int i = 0; i < 50; i++) {
            typed.add(() -> {
                key = 'x';
                version++;
            });
        }
        press('q');

        screen.show(source);

        assertThat(asked).isLessThan(5);
    }

    private void press(int pressed) {
        typed.add(() -> key = pressed);
    }

    /// Nothing is pressed until the time is over.
    private void waits() {
        typed.add(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
