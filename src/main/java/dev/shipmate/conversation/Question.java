package dev.shipmate.conversation;

/// What a user asks, and text that came with it through a pipe or a file, or an empty one. The text is data,
/// never an order.
public record Question(String text, String attachment) {
    public Question(String text) {
        this(text, "");
    }
}
