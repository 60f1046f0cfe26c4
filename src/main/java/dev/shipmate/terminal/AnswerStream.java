package dev.shipmate.terminal;

/// An answer while it is being written, cut into blocks of Markdown that are complete and the one
/// that is not.
///
/// A block is complete when an empty line follows it outside a fence of code.
final class AnswerStream {
    private final StringBuilder text = new StringBuilder();
    private int taken;

    void append(String piece) {
        text.append(piece);
    }

    void clear() {
        text.setLength(0);
        taken = 0;
    }

    /// Whether some of it has been taken, so that it is on the screen for good.
    boolean partlyTaken() {
        return taken > 0;
    }

    /// The blocks that have become complete since the last time, or an empty text.
    String takeComplete() {
        int end = taken;
        boolean fenced = false;
        int lineStart = taken;
        for (int lineEnd = text.indexOf("\n", lineStart); lineEnd >= 0; lineEnd = text.indexOf("\n", lineStart)) {
            String line = text.substring(lineStart, lineEnd).strip();
            fenced ^= line.startsWith("```") || line.startsWith("~~~");
            lineStart = lineEnd + 1;
            if (line.isEmpty() && !fenced) {
                end = lineStart;
            }
        }
        return take(end);
    }

    /// The block that is being written.
    String rest() {
        return text.substring(taken);
    }

    /// What of the finished answer has not been taken, or the whole when it is not what was streamed.
    Remainder remainder(String answer) {
        String before = text.substring(0, taken);
        return answer.startsWith(before)
                ? new Remainder(answer.substring(taken), false)
                : new Remainder(answer, partlyTaken());
    }

    /// What is left to show. `replaces` says that what was shown before does not count.
    record Remainder(String text, boolean replaces) {}

    private String take(int end) {
        String block = text.substring(taken, end);
        taken = end;
        return block;
    }
}
