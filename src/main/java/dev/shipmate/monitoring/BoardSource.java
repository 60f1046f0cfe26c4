package dev.shipmate.monitoring;

/// Where boards come from.
public interface BoardSource {
    /// How it is at this moment.
    Board board();

    /// Another number whenever something was heard, so that nobody needs to ask for a board that is the same.
    long version();
}
