package dev.shipmate.conversation;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text that arrives in pieces and leaves in whole sentences, those only that the facts support.
final class CheckedStream {
    private static final Pattern END = Pattern.compile("[.!?](?=\\s)\\s+|\\n+");

    private final Grounding grounding;
    private final Consumer<String> out;
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder passed = new StringBuilder();

    CheckedStream(Grounding grounding, Consumer<String> out) {
        this.grounding = grounding;
        this.out = out;
    }

    void add(String piece) {
        pending.append(piece);
        Matcher end = END.matcher(pending);
        int from = 0;
        while (end.find()) {
            pass(pending.substring(from, end.end()));
            from = end.end();
        }
        pending.delete(0, from);
    }

    /// The last sentence has no end of its own; when the stream was cut, it is not whole and goes.
    void end(boolean complete) {
        if (complete) {
            pass(pending.toString());
        }
        pending.setLength(0);
    }

    /// All that passed.
    String text() {
        return passed.toString().strip();
    }

    private void pass(String sentence) {
        boolean repeated = !sentence.isBlank() && passed.indexOf(sentence.strip()) >= 0;
        if (!repeated && grounding.supports(sentence)) {
            passed.append(sentence);
            out.accept(sentence);
        }
    }
}
