package dev.shipmate.model;

/// Tokens read and written by a model.
public record TokenUsage(int prompt, int completion) {
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(prompt + other.prompt, completion + other.completion);
    }

    public int total() {
        return prompt + completion;
    }
}
