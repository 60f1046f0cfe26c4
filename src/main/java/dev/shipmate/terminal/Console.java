package dev.shipmate.terminal;

import dev.shipmate.approval.Approver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;

/// The standard streams as a place to talk with a user, or a script.
///
/// The terminal library is loaded for a [Shell] only, and for a single answer only where the width of
/// the window is not known otherwise.
public final class Console {
    private final Streams streams;
    private final Ttys ttys;
    private final Map<String, String> environment;
    private final boolean noColor;

    /// The three standard streams.
    public record Streams(InputStream in, PrintWriter out, PrintWriter err) {}

    public Console(Streams streams, Ttys ttys, Map<String, String> environment, boolean noColor) {
        this.streams = streams;
        this.ttys = ttys;
        this.environment = Map.copyOf(environment);
        this.noColor = noColor;
    }

    /// For one question: progress goes to the error stream where that is a terminal, and nothing to the
    /// output before the end. A quiet turn shows no progress, and still asks for approvals.
    public SingleTurn turn(boolean quiet, Clock clock) {
        Screen errors = screen(streams.err(), ttys.err());
        Screen progress = quiet ? Screen.pipe(streams.err()) : errors;
        Approver approver = talking() ? new TerminalApprover(errors, streamLines()) : Approver.NOBODY;
        return new SingleTurn(new TurnView(progress, answers(), clock, new TurnView.Style(false, false)), approver);
    }

    /// For runs of the pipeline. A person who sits there can be asked, even when progress is left out.
    public RunScreen runs(boolean quiet, Clock clock) {
        var shown = new RunScreen.Streams(screen(streams.err(), ttys.err()), answers(), talking(), quiet);
        return new RunScreen(shown, streamLines(), clock, Interruption.Source.PROCESS);
    }

    /// For findings: they are the output, notes go to the error stream.
    public FindingScreen findings(boolean quiet) {
        return new FindingScreen(answers(), screen(streams.err(), ttys.err()), quiet, Interruption.Source.PROCESS);
    }

    /// For a board that is drawn again and again.
    public BoardScreen board() {
        boolean terminal = ttys.in() && ttys.out() && !Theme.dumb(environment);
        return new BoardScreen(
                Theme.detect(environment, true, noColor), terminal, JlineBoardDesk::open, Interruption.Source.PROCESS);
    }

    /// Markdown as it suits the output.
    public String render(String markdown) {
        Screen screen = answers();
        return new MarkdownRenderer(screen.theme()).render(markdown, screen.columns());
    }

    /// Runs a shell until the user leaves, and returns the exit code. Without a terminal it reads
    /// questions line by line, and nobody can approve a change.
    public int run(Shell shell) {
        Executor background = task -> Thread.ofVirtual().name("names").start(task);
        LiveNames names = new LiveNames(shell.session(), shell.clock(), background);
        if (!ttys.in() || !ttys.out()) {
            var desk = Desk.streams(streamLines(), answers(), screen(streams.err(), ttys.err()), talking());
            return loop(shell, desk, names).run();
        }
        Theme theme = Theme.detect(environment, true, noColor);
        Completion completion = new Completion(shell.session(), names);
        try (var terminal = JlineDesk.open(theme, completion, shell.history(), shell.redactor())) {
            return loop(shell, terminal.desk(), names).run();
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be used.", e);
        }
    }

    private static ShellLoop loop(Shell shell, Desk desk, LiveNames names) {
        return new ShellLoop(shell.session(), desk, names, shell.version(), shell.clock());
    }

    /// Whether a person can be asked something, although the output may go elsewhere.
    private boolean talking() {
        return ttys.in() && ttys.err();
    }

    private StreamLines streamLines() {
        PrintWriter prompts = talking() ? streams.err() : new PrintWriter(Writer.nullWriter());
        return new StreamLines(
                new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8)), prompts);
    }

    private Screen answers() {
        return screen(streams.out(), ttys.out());
    }

    private Screen screen(PrintWriter writer, boolean tty) {
        if (!tty) {
            return Screen.pipe(writer);
        }
        Theme theme = Theme.detect(environment, true, noColor);
        Screen.Kind kind = Theme.dumb(environment) ? Screen.Kind.TYPEWRITER : Screen.Kind.TERMINAL;
        return new Screen(writer, theme, new WindowWidth(environment), kind);
    }
}
