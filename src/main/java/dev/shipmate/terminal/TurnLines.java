package dev.shipmate.terminal;

import dev.shipmate.approval.Approval;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A turn as lines: one for each call that ended, and one for each thing under way.
record TurnLines(Theme theme) {
    /// A turn that ends sooner is not worth lines that appear and are gone.
    private static final Duration WORTH_SHOWING = Duration.ofMillis(500);

    private static final int FRAME_MILLIS = 100;
    private static final int MOST_ACTIVITIES = 4;
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String[] ASCII_FRAMES = {"|", "/", "-", "\\"};

    /// What stays on the screen of an event.
    Optional<Styled> lasting(TurnEvent event, int width) {
        return switch (event) {
            case TurnEvent.CallFinished finished -> Optional.of(finished(finished, width));
            case TurnEvent.Noted(String text) ->
                Optional.of(Styled.of(Role.DIM, Icon.NOTE.in(theme) + " " + text.strip()));
            case TurnEvent.ChangeDecided(var change, var ruling)
            when ruling.approval() == Approval.NO ->
                Optional.of(Styled.of(Role.DIM, "Not applied: " + change.call().display()));
            case TurnEvent.ChangeDecided _,
                    TurnEvent.ChangeRecorded _,
                    TurnEvent.Planned _,
                    TurnEvent.ModelAsked _,
                    TurnEvent.CallStarted _,
                    TurnEvent.CallProgressed _,
                    TurnEvent.AnswerStreamed _,
                    TurnEvent.AnswerWithdrawn _ -> Optional.empty();
        };
    }

    /// `✓ list_pods namespace=todo  12 ms`, with the arguments cut where the line would be too long.
    private Styled finished(TurnEvent.CallFinished event, int width) {
        Styled sign = sign(event.result());
        String end = ending(event.result()) + "  " + brief(event.took());
        Styled call = Styled.of(Role.DIM, event.call().display());
        int room = width - sign.width() - 1 - Styled.width(end);
        Styled fitted = width <= 0 ? call : call.shortened(Math.max(8, room), Icon.ELLIPSIS.in(theme));
        return sign.plus(Role.TEXT, " ").plus(fitted).plus(Role.DIM, end);
    }

    private Styled sign(ToolResult result) {
        return switch (result) {
            case ToolResult.Completed _, ToolResult.Proposed _, ToolResult.Changed _, ToolResult.Planned _ ->
                Styled.of(Role.GOOD, Icon.DONE.in(theme));
            case ToolResult.Refused _ -> Styled.of(Role.WARNING, Icon.REFUSED.in(theme));
            case ToolResult.NotFound _, ToolResult.Failed _ -> Styled.of(Role.ERROR, Icon.FAILED.in(theme));
        };
    }

    private static String ending(ToolResult result) {
        return switch (result) {
            case ToolResult.Completed _, ToolResult.Proposed _, ToolResult.Changed _ -> "";
            case ToolResult.Planned _ -> "  planned";
            case ToolResult.Refused _ -> "  refused";
            case ToolResult.NotFound _ -> "  not found";
            case ToolResult.Failed _ -> "  failed";
        };
    }

    /// What is under way, with a turning sign, once the turn takes noticeable time.
    List<Styled> live(TurnState state, Instant now) {
        if (now.isBefore(state.began()) || Duration.between(state.began(), now).compareTo(WORTH_SHOWING) < 0) {
            return List.of();
        }
        return state.underWay().stream()
                .limit(MOST_ACTIVITIES)
                .map(activity -> live(activity, now))
                .toList();
    }

    private Styled live(Activity activity, Instant now) {
        Duration elapsed = Duration.between(activity.since(), now);
        String[] frames = theme.unicode() ? FRAMES : ASCII_FRAMES;
        String frame = frames[(int) (elapsed.toMillis() / FRAME_MILLIS % frames.length)];
        String seconds = elapsed.toSeconds() == 0 ? "" : "  " + elapsed.toSeconds() + " s";
        Styled text = Styled.of(Role.PROMPT, frame).plus(Role.TEXT, " ");
        return activity.progress().isEmpty()
                ? text.plus(Role.DIM, activity.text() + Icon.ELLIPSIS.in(theme) + seconds)
                : text.plus(Role.TEXT, activity.progress()).plus(Role.DIM, seconds + "  " + activity.text());
    }

    /// A duration for people: `12 ms`, `3.4 s`, `2 min 5 s`.
    static String brief(Duration duration) {
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        return duration.toSeconds() < 60
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
