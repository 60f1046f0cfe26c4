package dev.shipmate.model;

import java.util.List;
import java.util.function.Consumer;

/// A language model that can choose the next step and write an answer.
///
/// Calls block, and end with an `InterruptedException` wrapped in [ModelException] of code `TIMEOUT`, never
/// silently, when the calling thread is interrupted; the interrupt flag is then set.
public interface LanguageModel {
    /// As the server names it, such as `qwen3:4b`.
    String name();

    /// Chosen by the probe at first use. Throws a [ModelException] when the model cannot be reached.
    Protocol protocol();

    /// The context window in tokens that is asked of the server, the same in every request.
    int windowTokens();

    /// The model's size in billions of parameters, such as 0.135; 0 when the server does not tell.
    default double billions() {
        return 0;
    }

    Reply decide(DecisionRequest request);

    /// Streams an answer in plain Markdown, without tools and without the model's thinking. `onText` gets each
    /// piece as it comes, on the calling thread.
    WrittenAnswer write(String system, List<Utterance> dialogue, Consumer<String> onText);
}
