package dev.shipmate.terminal;

import dev.shipmate.conversation.Session;
import java.util.function.Consumer;

/// What a shell works at: where lines come from, where they are shown, and how it is interrupted.
///
/// @param answers for what was asked for
/// @param progress for everything else
/// @param status shows the session's status where there is room for it
/// @param clearScreen empties the screen where that is possible
/// @param interactive whether a person sits there, who wants prompts and can approve changes
record Desk(
        Lines lines,
        Screen answers,
        Screen progress,
        Foreground.Interrupts interrupts,
        Consumer<Session.Status> status,
        Runnable clearScreen,
        boolean interactive) {
    /// Questions from a stream, and answers to a stream.
    static Desk streams(Lines lines, Screen answers, Screen progress, boolean interactive) {
        return new Desk(lines, answers, progress, Foreground.Interrupts.NONE, _ -> {}, () -> {}, interactive);
    }
}
