package dev.shipmate.conversation;

/// Hears what happens during a turn.
@FunctionalInterface
public interface TurnListener {
    void on(TurnEvent event);
}
