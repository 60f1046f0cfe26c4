package dev.shipmate.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One model on one server, without any idea of decisions: text in, text or calls out.
sealed interface ChatServer permits OllamaServer, OpenAiServer {
    Completion complete(ModelPrompt prompt);

    /// Streams text to `onText` on the calling thread until it says no. The completion has no text.
    Completion stream(ModelPrompt prompt, Predicate<String> onText);

    /// The name of the model, chosen at first use when the user named none.
    String model();

    /// What the server tells about the model.
    ModelCard card();

    /// The text that the server's template makes of a prompt, without running the model; empty when it does not
    /// tell.
    Optional<String> render(ModelPrompt prompt);

    /// The models that can be used, best first.
    List<InstalledModel> models();
}
