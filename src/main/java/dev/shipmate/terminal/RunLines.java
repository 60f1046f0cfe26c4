package dev.shipmate.terminal;

import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A run as lines: one for each step that ended, and what goes on below them. No line is wider than the width, but for
/// 0, which is any.
record RunLines(Theme theme, int width) {
    private static final int STEP_COLUMNS = 9;
    private static final int TIME_COLUMNS = 10;
    private static final int MOST_SIDE_BY_SIDE = 4;
    private static final int FRAME_MILLIS = 100;
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String[] ASCII_FRAMES = {"|", "/", "-", "\\"};

    /// What stays on the screen of a step: its first fact, cut at the width, or whole what went wrong.
    List<Styled> ended(PipelineEvent.StepEnded event) {
        Styled head = head(sign(event.outcome()), event.step(), TurnLines.brief(event.took()), Role.TEXT);
        return switch (event.outcome()) {
            case StepOutcome.Done(List<String> facts) ->
                List.of(cut(head.plus(Role.TEXT, facts.isEmpty() ? "" : facts.getFirst())));
            case StepOutcome.Skipped(String reason) -> List.of(cut(head.plus(Role.DIM, "skipped: " + reason)));
            case StepOutcome.Failed(String cause, String _, List<String> _) -> whole(head, Role.ERROR, cause);
            case StepOutcome.Cancelled(String left) -> whole(head, Role.WARNING, "stopped: " + left);
        };
    }

    /// What goes on, with a turning sign; nothing between two steps.
    List<Styled> live(RunState state, Instant now) {
        return switch (state.current()) {
            case RunState.Idle() -> List.of();
            case RunState.Running running -> running(running, state.ahead(), now);
        };
    }

    private List<Styled> running(RunState.Running running, List<StepName> ahead, Instant now) {
        Duration elapsed = Duration.between(running.since(), now);
        List<String> doing = List.copyOf(running.doing().values());
        Styled head = head(turning(elapsed), running.step(), elapsed(elapsed), Role.STRONG);
        var lines = new ArrayList<Styled>();
        lines.add(cut(doing.size() == 1 ? head.plus(Role.TEXT, doing.getFirst()) : LineBreaks.trimmed(head)));
        if (doing.size() > 1) {
            doing.stream().limit(MOST_SIDE_BY_SIDE).forEach(one -> lines.add(cut(indent(Styled.text(one)))));
        }
        if (doing.size() > MOST_SIDE_BY_SIDE) {
            lines.add(indent(Styled.of(Role.DIM, "and %d more".formatted(doing.size() - MOST_SIDE_BY_SIDE))));
        }
        running.output()
                .forEach(line -> lines.add(cut(indent(Styled.of(Role.DIM, Icon.QUOTE.in(theme) + " " + line)))));
        then(ahead).ifPresent(lines::add);
        return lines;
    }

    private Optional<Styled> then(List<StepName> ahead) {
        return ahead.isEmpty()
                ? Optional.empty()
                : Optional.of(cut(indent(Styled.of(
                        Role.DIM, "then " + ahead.stream().map(StepName::word).collect(Collectors.joining(", "))))));
    }

    private Styled head(Styled sign, StepName step, String time, Role role) {
        return sign.padded(signColumns())
                .plus(Role.TEXT, " ")
                .plus(Styled.of(role, step.word()).padded(STEP_COLUMNS))
                .plus(Role.DIM, " ".repeat(Math.max(0, TIME_COLUMNS - time.length())) + time)
                .plus(Role.TEXT, "  ");
    }

    private Styled indent(Styled line) {
        return Styled.text(" ".repeat(signColumns() + 1)).plus(line);
    }

    private int signColumns() {
        return theme.unicode() ? 1 : 2;
    }

    private Styled sign(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Done _ -> Styled.of(Role.GOOD, Icon.DONE.in(theme));
            case StepOutcome.Skipped _ -> Styled.of(Role.DIM, Icon.NOTE.in(theme));
            case StepOutcome.Failed _ -> Styled.of(Role.ERROR, Icon.FAILED.in(theme));
            case StepOutcome.Cancelled _ -> Styled.of(Role.WARNING, Icon.REFUSED.in(theme));
        };
    }

    private Styled turning(Duration elapsed) {
        String[] frames = theme.unicode() ? FRAMES : ASCII_FRAMES;
        return Styled.of(Role.PROMPT, frames[(int) (elapsed.toMillis() / FRAME_MILLIS % frames.length)]);
    }

    private static String elapsed(Duration elapsed) {
        return elapsed.toSeconds() < 60
                ? elapsed.toSeconds() + " s"
                : "%d min %d s".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    private Styled cut(Styled line) {
        Styled trimmed = LineBreaks.trimmed(line);
        return width <= 0 ? trimmed : trimmed.shortened(width, Icon.ELLIPSIS.in(theme));
    }

    /// Beside the head where there is room for a sentence, else below it.
    private List<Styled> whole(Styled head, Role role, String text) {
        var lines = new ArrayList<Styled>();
        boolean below = width > 0 && head.width() + text.length() > width;
        lines.add(LineBreaks.trimmed(below ? head : head.plus(role, text)));
        if (below) {
            LineBreaks.wrap(Styled.of(role, text), Math.max(1, width - signColumns() - 1))
                    .forEach(line -> lines.add(indent(line)));
        }
        return lines;
    }
}
