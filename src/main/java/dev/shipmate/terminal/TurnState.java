package dev.shipmate.terminal;

import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.model.Protocol;
import dev.shipmate.tool.ToolCall;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is under way in a turn, oldest first, by what it is about, and when the turn began. Each
/// event makes a new state.
record TurnState(Map<String, Activity> activities, Instant began) {
    static final TurnState START = new TurnState(Map.of(), Instant.MAX);

    private static final String MODEL = "the model";

    TurnState {
        activities = new LinkedHashMap<>(activities);
    }

    TurnState after(TurnEvent event, Instant now) {
        return began.equals(Instant.MAX) ? new TurnState(activities, now).changed(event, now) : changed(event, now);
    }

    private TurnState changed(TurnEvent event, Instant now) {
        return switch (event) {
            case TurnEvent.ModelAsked(String model, Protocol protocol) ->
                with(MODEL, new Activity("asking %s (%s)".formatted(model, protocol.word()), now, ""));
            case TurnEvent.CallStarted(ToolCall call, var _) ->
                without(MODEL).with(call.display(), new Activity(call.display(), now, ""));
            case TurnEvent.CallProgressed(ToolCall call, String message) -> progressed(call, message, now);
            case TurnEvent.CallFinished finished ->
                without(MODEL).without(finished.call().display());
            case TurnEvent.AnswerStreamed _, TurnEvent.AnswerWithdrawn _, TurnEvent.ChangeDecided _ -> without(MODEL);
            case TurnEvent.Planned _, TurnEvent.ChangeRecorded _, TurnEvent.Noted _ -> this;
        };
    }

    List<Activity> underWay() {
        return List.copyOf(activities.values());
    }

    private TurnState progressed(ToolCall call, String message, Instant now) {
        Activity running = activities.getOrDefault(call.display(), new Activity(call.display(), now, ""));
        return with(call.display(), running.progressed(message));
    }

    private TurnState with(String key, Activity activity) {
        Map<String, Activity> changed = new LinkedHashMap<>(activities);
        changed.put(key, activity);
        return new TurnState(changed, began);
    }

    private TurnState without(String key) {
        Map<String, Activity> changed = new LinkedHashMap<>(activities);
        changed.remove(key);
        return new TurnState(changed, began);
    }
}
