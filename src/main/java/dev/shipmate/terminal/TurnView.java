package dev.shipmate.terminal;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Approver;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.tool.ToolResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Draws a turn as it happens: a line for each call, what is under way, and the answer while it is
/// being written.
///
/// On a screen that nobody watches it stays silent until the answer. Events may come from any
/// thread.
final class TurnView implements TurnListener {
    private static final int LONGEST_LIVE_ANSWER = 8;

    private final Screen progress;
    private final Screen answers;
    private final Clock clock;
    private final Style style;
    private final TurnLines lines;
    private final MarkdownRenderer markdown;
    private final LiveArea live;
    private final AnswerStream stream = new AnswerStream();
    private TurnState state = TurnState.START;
    private boolean paused;
    private boolean answered;

    /// @param progress for calls and what is under way
    /// @param answers for the answer
    TurnView(Screen progress, Screen answers, Clock clock, Style style) {
        this.progress = progress;
        this.answers = answers;
        this.clock = clock;
        this.style = style;
        this.lines = new TurnLines(progress.theme());
        this.markdown = new MarkdownRenderer(answers.theme());
        this.live = new LiveArea(progress);
    }

    /// How a turn is drawn.
    ///
    /// @param verbose whether whole results are shown below their calls
    /// @param settles whether parts of an answer stay on the screen once they are complete; else
    ///     nothing goes to the answers' screen before the end, because there it may be wanted in
    ///     another form
    record Style(boolean verbose, boolean settles) {}

    @Override
    public synchronized void on(TurnEvent event) {
        state = state.after(event, clock.instant());
        if (!progress.watched()) {
            return;
        }
        switch (event) {
            case TurnEvent.AnswerStreamed(String text) -> streamed(text);
            case TurnEvent.AnswerWithdrawn(String reason) -> withdrawn(reason);
            case TurnEvent.CallFinished finished -> {
                lasting(finished);
                if (style.verbose()) {
                    whole(finished.result());
                }
            }
            case TurnEvent.Planned _,
                    TurnEvent.ModelAsked _,
                    TurnEvent.CallStarted _,
                    TurnEvent.CallProgressed _,
                    TurnEvent.ChangeDecided _,
                    TurnEvent.ChangeRecorded _,
                    TurnEvent.Noted _ -> lasting(event);
        }
        draw();
    }

    /// Draws what has changed by time alone.
    synchronized void tick() {
        draw();
    }

    /// Shows what of the answer is not on the screen yet. What went wrong is no answer and goes
    /// where progress goes.
    synchronized void finish(TurnResult result) {
        live.clear();
        paused = true;
        if (failed(result.outcome())) {
            progress.print(markdown.lines(result.answer(), progress.columns()).stream()
                    .map(line -> line.in(Role.ERROR))
                    .toList());
            return;
        }
        AnswerStream.Remainder remainder = stream.remainder(result.answer());
        if (remainder.replaces()) {
            progress.say(Role.DIM, "The text above was a draft; this is the answer:");
        }
        answer(remainder.text());
        stream.clear();
    }

    private static boolean failed(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED, REFUSED, NEEDS_APPROVAL, GAVE_UP, STOPPED_AFTER_CHANGE -> false;
            case FAILED, MODEL_UNREACHABLE, CLUSTER_UNREACHABLE, CANCELLED -> true;
        };
    }

    /// The same approver, asking while nothing else is drawn.
    Approver pausingFor(Approver approver) {
        return new Approver() {
            @Override
            public Approval ask(PlannedChange change) {
                return paused(() -> approver.ask(change));
            }

            @Override
            public Approval askAll(List<PlannedChange> plan) {
                return paused(() -> approver.askAll(plan));
            }
        };
    }

    private Approval paused(Supplier<Approval> asking) {
        pause(true);
        try {
            return asking.get();
        } finally {
            pause(false);
        }
    }

    /// Removes what is under way, and draws nothing more of its own accord.
    synchronized void stop() {
        live.clear();
        paused = true;
    }

    private synchronized void pause(boolean now) {
        live.clear();
        paused = now;
    }

    /// Indented, so that it is not taken for the answer.
    private void whole(ToolResult result) {
        int width = progress.columns() <= 0 ? 0 : Math.max(1, progress.columns() - 2);
        progress.print(new BlockLines(progress.theme(), width)
                .result(result).stream().map(Styled.text("  ")::plus).toList());
    }

    private void lasting(TurnEvent event) {
        lines.lasting(event, progress.columns()).ifPresent(line -> {
            live.clear();
            progress.print(LineBreaks.wrap(line, progress.columns()));
        });
    }

    private void streamed(String text) {
        stream.append(text);
        if (style.settles() && answers.watched()) {
            live.clear();
            answer(stream.takeComplete());
        }
    }

    private void withdrawn(String reason) {
        if (stream.partlyTaken()) {
            live.clear();
            progress.say(Role.DIM, "The text above does not count: " + reason);
        }
        stream.clear();
    }

    /// Blocks of an answer follow each other with an empty line between them, as they would in one
    /// piece.
    private void answer(String text) {
        if (!text.isBlank()) {
            List<Styled> block = new ArrayList<>(markdown.lines(text, answers.columns()));
            if (answered) {
                block.addFirst(Styled.EMPTY);
            }
            answers.print(block);
            answered = true;
        }
    }

    private void draw() {
        if (paused || !progress.live()) {
            return;
        }
        List<Styled> drawn = new ArrayList<>();
        if (answers.live() && !stream.rest().isBlank()) {
            List<Styled> writing = markdown.lines(stream.rest(), answers.columns() - 1);
            drawn.addAll(writing.subList(Math.max(0, writing.size() - LONGEST_LIVE_ANSWER), writing.size()));
        }
        drawn.addAll(lines.live(state, clock.instant()));
        live.show(drawn);
    }
}
