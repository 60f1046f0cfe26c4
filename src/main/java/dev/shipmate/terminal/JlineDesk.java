package dev.shipmate.terminal;

import dev.shipmate.conversation.Session;
import dev.shipmate.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.Completer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;
import org.jline.utils.Status;

/// A desk at a real terminal: an editor of lines, a status line at the bottom, and Ctrl-C.
///
/// While a turn runs, keys are not echoed, so that they do not end up in the middle of what is drawn.
final class JlineDesk implements AutoCloseable {
    private static final int USUAL_COLUMNS = 80;
    private static final String INTERRUPT = "INT";

    private final Terminal terminal;
    private final Theme theme;
    private final EditedLines lines;
    private final boolean dumb;
    private final AtomicReference<Styled> shown = new AtomicReference<>(Styled.EMPTY);

    private JlineDesk(Terminal terminal, Theme theme, EditedLines lines) {
        this.terminal = terminal;
        this.theme = theme;
        this.lines = lines;
        this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    static JlineDesk open(Theme theme, Completer completer, Path historyFile, Redactor redactor) throws IOException {
        Terminal terminal = systemTerminal();
        return new JlineDesk(terminal, theme, EditedLines.open(terminal, completer, historyFile, redactor));
    }

    /// The terminal of the standard streams. The JNI provider starts in less than half the time of the one
    /// that binds native functions at run time (115 and 280 ms on one slow core), so it is tried first.
    static Terminal systemTerminal() throws IOException {
        return builder().nativeSignals(true).build();
    }

    /// The same for a moment, to ask it something: signals stay with whoever hears them, and none is lost meanwhile.
    static Terminal deafTerminal() throws IOException {
        return builder().nativeSignals(false).build();
    }

    private static TerminalBuilder builder() {
        return TerminalBuilder.builder()
                .name("shipmate")
                .system(true)
                .providers("jni,ffm,exec")
                .dumb(true);
    }

    Desk desk() {
        Screen.Kind kind = dumb ? Screen.Kind.TYPEWRITER : Screen.Kind.TERMINAL;
        Screen screen = new Screen(terminal.writer(), theme, this::columns, kind);
        return new Desk(
                lines, screen, screen, dumb ? JlineDesk::hearDumb : this::hear, this::show, this::clearScreen, true);
    }

    /// Some terminals do not tell their size.
    private int columns() {
        int columns = terminal.getSize().getColumns();
        return columns <= 0 ? USUAL_COLUMNS : columns;
    }

    private Foreground.Hearing hear(Runnable pressed) {
        Attributes attributes = terminal.getAttributes();
        Attributes silent = new Attributes(attributes);
        silent.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(silent);
        var interrupting = terminal.handle(Terminal.Signal.INT, _ -> pressed.run());
        var resizing = terminal.handle(Terminal.Signal.WINCH, _ -> resized());
        return () -> {
            terminal.handle(Terminal.Signal.WINCH, resizing);
            terminal.handle(Terminal.Signal.INT, interrupting);
            terminal.setAttributes(attributes);
        };
    }

    /// The library leaves the signals of a dumb terminal to the JVM, which would end.
    private static Foreground.Hearing hearDumb(Runnable pressed) {
        Object before = Signals.register(INTERRUPT, pressed);
        return () -> Signals.unregister(INTERRUPT, before);
    }

    private Optional<Status> existingStatus() {
        return Status.getExistingStatus(terminal);
    }

    private void resized() {
        existingStatus().ifPresent(status -> {
            status.resize(terminal.getSize());
            status.update(statusLines());
        });
    }

    private void show(Session.Status now) {
        Status status = Status.getStatus(terminal);
        if (status != null) {
            shown.set(new StatusLine(theme).of(now, Math.max(1, columns() - 1)));
            status.update(statusLines());
        }
    }

    private List<AttributedString> statusLines() {
        Styled line = shown.get().shortened(Math.max(1, columns() - 1), Icon.ELLIPSIS.in(theme));
        return List.of(AttributedString.fromAnsi(theme.paint(line.in(Role.DIM))));
    }

    /// The status line is taken away first, because it draws only what has changed.
    private void clearScreen() {
        existingStatus().ifPresent(status -> status.update(List.of()));
        terminal.puts(Capability.clear_screen);
        terminal.flush();
        existingStatus().ifPresent(status -> status.update(statusLines()));
    }

    @Override
    public void close() throws IOException {
        existingStatus().ifPresent(status -> {
            status.hide();
            status.close();
        });
        terminal.close();
    }
}
