package dev.shipmate.terminal;

import dev.shipmate.approval.Approver;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.model.ModelException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/// Runs turns at a desk: draws them, lets Ctrl-C stop them, and shows how they ended.
final class Turns {
    private final Desk desk;
    private final Clock clock;
    private boolean verbose;

    Turns(Desk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /// Something that is answered by a turn.
    @FunctionalInterface
    interface Work {
        TurnResult run(TurnListener listener, Approver approver);
    }

    /// Whether whole results are shown from here on.
    boolean toggleVerbose() {
        verbose = !verbose;
        return verbose;
    }

    /// Says whether the shell goes on: it does, unless the user gave up on work that did not stop.
    boolean show(Work work) {
        Approver asking = desk.interactive() ? new TerminalApprover(desk.progress(), desk.lines()) : Approver.NOBODY;
        var view = new TurnView(desk.progress(), desk.answers(), clock, new TurnView.Style(verbose, true));
        try (var _ = Ticker.start(view::tick)) {
            return switch (new Foreground(desk.interrupts()).run(() -> work.run(view, view.pausingFor(asking)))) {
                case Foreground.End.Done<TurnResult>(TurnResult result, var _) -> {
                    ended(view, result);
                    yield true;
                }
                case Foreground.End.Broken<TurnResult>(RuntimeException exception, boolean interrupted) -> {
                    view.stop();
                    broken(exception, interrupted);
                    yield true;
                }
                case Foreground.End.Abandoned<TurnResult>() -> false;
            };
        }
    }

    /// Runs what only makes lines, and shows them.
    boolean print(Supplier<List<Styled>> work) {
        return switch (new Foreground(desk.interrupts()).run(work)) {
            case Foreground.End.Done<List<Styled>>(List<Styled> lines, var _) -> {
                desk.answers().print(lines);
                yield true;
            }
            case Foreground.End.Broken<List<Styled>>(RuntimeException exception, boolean interrupted) -> {
                broken(exception, interrupted);
                yield true;
            }
            case Foreground.End.Abandoned<List<Styled>>() -> false;
        };
    }

    private void ended(TurnView view, TurnResult result) {
        if (result.outcome() == Outcome.CANCELLED) {
            view.stop();
            desk.progress().say(Role.WARNING, "Cancelled.");
            return;
        }
        if (result.outcome() == Outcome.STOPPED_AFTER_CHANGE) {
            view.stop();
            desk.progress().say(Role.WARNING, result.answer());
            return;
        }
        view.finish(result);
        if (desk.interactive() && !result.suggestions().isEmpty()) {
            desk.progress().say(Role.DIM, "Next: " + String.join(" | ", result.suggestions()));
        }
        if (desk.interactive()) {
            desk.progress().print(Styled.EMPTY);
        }
    }

    private void broken(RuntimeException exception, boolean interrupted) {
        if (interrupted) {
            desk.progress().say(Role.WARNING, "Cancelled.");
            return;
        }
        desk.progress()
                .say(
                        Role.ERROR,
                        switch (exception) {
                            case ClusterException e -> String.valueOf(e.getMessage());
                            case ModelException e -> String.valueOf(e.getMessage());
                            case UncheckedIOException e -> "%s %s".formatted(e.getMessage(), e.getCause());
                            default -> "This should not have happened: %s The shell goes on.".formatted(exception);
                        });
    }
}
