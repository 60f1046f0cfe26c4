package dev.shipmate.conversation;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.Ruling;
import dev.shipmate.model.Protocol;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.time.Duration;

/// What happens during a turn, as it happens. Texts are redacted already. Events come from several threads, one
/// at a time.
public sealed interface TurnEvent {
    /// The rules have looked at the question.
    record Planned(Shortlist shortlist) implements TurnEvent {}

    /// A model has been asked and has not yet replied.
    record ModelAsked(String model, Protocol protocol) implements TurnEvent {}

    record CallStarted(ToolCall call, Effect effect) implements TurnEvent {}

    /// A running call says how far it is, such as `2 of 3 pods ready`.
    record CallProgressed(ToolCall call, String message) implements TurnEvent {}

    record CallFinished(ToolCall call, Effect effect, ToolResult result, Duration took) implements TurnEvent {}

    /// A change was decided on, by a user or by the policy.
    record ChangeDecided(PlannedChange change, Ruling ruling) implements TurnEvent {}

    /// A change was made that can be taken back, by the entry of that ID in the undo journal.
    record ChangeRecorded(ToolCall call, String id) implements TurnEvent {}

    /// A piece of the answer, in Markdown, while it is being written.
    record AnswerStreamed(String text) implements TurnEvent {}

    /// Pieces that were streamed turned out not to be the answer: [TurnResult] holds the one that counts.
    record AnswerWithdrawn(String reason) implements TurnEvent {}

    /// Something worth knowing that is no part of the answer: a repair, a retry, a budget that ran out.
    record Noted(String text) implements TurnEvent {}
}
