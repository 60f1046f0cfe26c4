package dev.shipmate.terminal;

import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.PipelineListener;
import java.time.Clock;

/// Draws a run as it happens: a line for each step that ended, and below them the one at work with what it waits for
/// and the end of what it prints.
///
/// Where lines cannot be drawn over, only what ended is shown. Events may come from any thread.
final class RunView implements PipelineListener, AutoCloseable {
    private final Screen screen;
    private final Clock clock;
    private final LiveArea live;
    private final Ticker ticker;
    private RunState state = RunState.START;

    private RunView(Screen screen, Clock clock) {
        this.screen = screen;
        this.clock = clock;
        this.live = new LiveArea(screen);
        this.ticker = Ticker.start(this::tick);
    }

    static RunView open(Screen screen, Clock clock) {
        return new RunView(screen, clock);
    }

    @Override
    public synchronized void on(PipelineEvent event) {
        state = state.after(event, clock.instant());
        if (event instanceof PipelineEvent.StepEnded ended) {
            live.clear();
            screen.print(lines().ended(ended));
        }
        draw();
    }

    /// Draws what has changed by time alone.
    synchronized void tick() {
        draw();
    }

    private void draw() {
        if (screen.live()) {
            live.show(lines().live(state, clock.instant()));
        }
    }

    /// One column is left free: a terminal may break a line that fills the last one.
    private RunLines lines() {
        int columns = screen.columns();
        return new RunLines(screen.theme(), columns <= 0 ? 0 : Math.max(1, columns - 1));
    }

    @Override
    public synchronized void close() {
        ticker.close();
        live.clear();
        state = RunState.START;
    }
}
