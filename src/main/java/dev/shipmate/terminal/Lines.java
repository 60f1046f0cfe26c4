package dev.shipmate.terminal;

/// Where a user's lines come from: an editor on a terminal, or a stream.
interface Lines {
    /// A question or command, with history and completion where there is an editor.
    Read question(String prompt);

    /// An answer to something that was asked. It never comes from what was typed before the prompt
    /// was shown, and is kept in no history.
    Read answer(String prompt);

    /// What came of waiting for a line.
    sealed interface Read {
        record Line(String text) implements Read {}

        /// Ctrl-C; `typed` is what stood in the line.
        record Interrupted(String typed) implements Read {}

        /// Ctrl-D, or the end of the stream.
        record End() implements Read {}
    }
}
