package dev.shipmate.terminal;

import dev.shipmate.spelling.Spelling;
import java.util.List;
import java.util.Locale;

/// What a line in the shell means.
sealed interface ShellInput {
    record Nothing() implements ShellInput {}

    record Ask(String question) implements ShellInput {}

    record Run(ShellCommand command, String argument) implements ShellInput {}

    record Unknown(String word, List<String> nearest) implements ShellInput {
        public Unknown {
            nearest = List.copyOf(nearest);
        }
    }

    /// A word that begins with a slash and holds another one is a path, and so the start of a question.
    static ShellInput parse(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            return new Nothing();
        }
        if (!text.startsWith("/")) {
            return ShellCommand.findBare(text)
                    .<ShellInput>map(command -> new Run(command, ""))
                    .orElseGet(() -> new Ask(text));
        }
        String[] parts = text.substring(1).split("\\s+", 2);
        String word = parts[0].toLowerCase(Locale.ROOT);
        if (word.contains("/")) {
            return new Ask(text);
        }
        return ShellCommand.find(word)
                .<ShellInput>map(command -> new Run(command, parts.length > 1 ? parts[1].strip() : ""))
                .orElseGet(() -> new Unknown(
                        parts[0], Spelling.nearest(word, ShellCommand.allWords().toList())));
    }
}
