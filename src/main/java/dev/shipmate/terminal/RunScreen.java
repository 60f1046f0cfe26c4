package dev.shipmate.terminal;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.PipelineListener;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.ShipmentStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/// Where runs are shown, and where a person is asked about them. Progress, plans and questions go to the error stream,
/// results to the output.
public final class RunScreen {
    private static final int FIELDS_TO_DECIDE_ON = 8;

    private final Streams streams;
    private final Lines lines;
    private final Clock clock;
    private final Interruption.Source signals;

    /// @param person whether somebody can be asked
    /// @param quiet whether progress and notes are left out
    record Streams(Screen errors, Screen answers, boolean person, boolean quiet) {}

    RunScreen(Streams streams, Lines lines, Clock clock, Interruption.Source signals) {
        this.streams = streams;
        this.lines = lines;
        this.clock = clock;
        this.signals = signals;
    }

    /// Shows the events of runs until it is closed.
    public interface Watch extends PipelineListener, AutoCloseable {
        @Override
        void close();
    }

    /// Draws on a terminal, writes a line for each event elsewhere.
    public Watch watch() {
        if (streams.quiet()) {
            return watch(_ -> {}, () -> {});
        }
        if (!streams.errors().watched()) {
            return watch(new RunLog(streams.errors()), () -> {});
        }
        RunView view = RunView.open(streams.errors(), clock);
        return watch(view, view::close);
    }

    private static Watch watch(PipelineListener listener, Runnable end) {
        return new Watch() {
            @Override
            public void on(PipelineEvent event) {
                listener.on(event);
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    /// While open, Ctrl-C interrupts the calling thread instead of ending the program.
    public Interruption interruptible() {
        return Interruption.open(signals);
    }

    /// Whether a person can be asked.
    public boolean person() {
        return streams.person();
    }

    /// A plan to decide on, in brief.
    public void plan(String title, RunPlan plan) {
        show(streams.errors(), title, plan, FIELDS_TO_DECIDE_ON);
    }

    /// A whole plan, as the result.
    public void wholePlan(String title, RunPlan plan) {
        show(streams.answers(), title, plan, Integer.MAX_VALUE);
    }

    private static void show(Screen screen, String title, RunPlan plan, int fields) {
        screen.say(Role.STRONG, title);
        screen.print(new PlanLines(screen.theme(), screen.columns(), fields).of(plan));
    }

    /// Why a run failed, with all that was seen.
    public void failure(FailureReport report) {
        Screen screen = streams.errors();
        screen.print(new FailureLines(screen.theme(), screen.columns()).whole(report));
    }

    /// Why a run failed, in so few lines that a question fits below.
    public void briefFailure(FailureReport report) {
        Screen screen = streams.errors();
        screen.print(new FailureLines(screen.theme(), screen.columns()).brief(report));
    }

    /// That a run was stopped. Where progress is shown, what is left stands there already.
    public void stopped(String left, String command) {
        if (streams.quiet()) {
            warn(left);
        }
        way("Go on", command);
    }

    public void status(String title, ShipmentStatus status) {
        Screen screen = streams.answers();
        screen.print(new StatusLines(screen.theme(), screen.columns(), clock.instant()).of(title, status));
    }

    /// What a clean-up would remove, to decide on.
    ///
    /// @param cacheAge of build cache that would go, too; zero for none
    public void cleanUp(CleanUpPlan plan, Duration cacheAge) {
        print(streams.errors(), width -> new CleanUpLines(width).of(plan));
        if (!cacheAge.isZero()) {
            streams.errors()
                    .say(
                            Role.STRONG,
                            "Build cache that was not used for %d h goes, too.".formatted(cacheAge.toHours()));
        }
    }

    /// That nothing can go, and why, as the result.
    public void nothingToCleanUp(CleanUpPlan plan) {
        print(streams.answers(), width -> new CleanUpLines(width).of(plan));
    }

    public void cleanUp(CleanUpReport report) {
        print(streams.answers(), width -> new CleanUpLines(width).of(report));
    }

    private static void print(Screen screen, IntFunction<List<Styled>> drawn) {
        screen.print(drawn.apply(screen.columns()));
    }

    /// A way on from a failure, and its command.
    public void way(String words, String command) {
        Screen screen = streams.errors();
        String arrow = Icon.ARROW.in(screen.theme()) + " ";
        screen.print(Indented.of(Styled.of(Role.DIM, arrow), Styled.text(words + ":"), screen.columns()));
        screen.print(Styled.of(Role.CODE, "  " + command));
    }

    /// A line of the result.
    public void result(String text) {
        streams.answers().say(Role.TEXT, text);
    }

    /// What a person should know, and what quiet runs leave out.
    public void note(String text) {
        if (!streams.quiet()) {
            streams.errors().say(Role.DIM, text);
        }
    }

    /// What went wrong, or has to be decided.
    public void warn(String text) {
        streams.errors().say(Role.WARNING, text);
    }

    /// Nothing but a clear yes is one.
    public boolean confirm(String question) {
        return switch (lines.answer(painted(question + " [y/N]"))) {
            case Lines.Read.Line(String text) ->
                List.of("y", "yes").contains(text.strip().toLowerCase(Locale.ROOT));
            case Lines.Read.Interrupted _, Lines.Read.End _ -> false;
        };
    }

    /// For what cannot be brought back: wants the whole word.
    public boolean confirmLoss() {
        while (true) {
            switch (lines.answer(painted("Type yes in full to go on, or n:"))) {
                case Lines.Read.Line(String text) -> {
                    switch (text.strip().toLowerCase(Locale.ROOT)) {
                        case "yes" -> {
                            return true;
                        }
                        case "n", "no" -> {
                            return false;
                        }
                        default -> {}
                    }
                }
                case Lines.Read.Interrupted _, Lines.Read.End _ -> {
                    return false;
                }
            }
        }
    }

    /// The index of the choice, or the last one when the person leaves without choosing.
    public int choose(String title, List<String> choices) {
        Screen screen = streams.errors();
        screen.print(Styled.EMPTY);
        screen.say(Role.STRONG, title);
        for (int i = 0; i < choices.size(); i++) {
            screen.print(Indented.of(
                    Styled.of(Role.PROMPT, "%3d  ".formatted(i + 1)), Styled.text(choices.get(i)), screen.columns()));
        }
        while (true) {
            switch (lines.answer(painted("Choose 1 to %d:".formatted(choices.size())))) {
                case Lines.Read.Line(String text) -> {
                    String wanted = text.strip();
                    if (wanted.matches("\\d{1,3}")
                            && Integer.parseInt(wanted) >= 1
                            && Integer.parseInt(wanted) <= choices.size()) {
                        return Integer.parseInt(wanted) - 1;
                    }
                }
                case Lines.Read.Interrupted _, Lines.Read.End _ -> {
                    return choices.size() - 1;
                }
            }
        }
    }

    private String painted(String prompt) {
        return streams.errors().theme().paint(Styled.of(Role.STRONG, prompt)) + " ";
    }

    /// Says what it stays for, and does nothing until Ctrl-C. It listens before it speaks, because whoever reads that
    /// Ctrl-C ends it may press it at once.
    public void stay(List<String> said) {
        try (Interruption _ = interruptible()) {
            said.forEach(this::result);
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            // This is what was waited for.
        }
    }
}
