package dev.shipmate.model;

import java.util.List;

/// The way to a language model. Nothing here goes out to a network; the first call of a method of what is
/// returned does.
public final class LanguageModels {
    private LanguageModels() {}

    public static LanguageModel open(ModelSettings settings) {
        return new ServedModel(server(settings), settings);
    }

    /// The models that the server has, best first. Throws a [ModelException] when it cannot be reached.
    public static List<InstalledModel> installed(ModelSettings settings) {
        return server(settings).models();
    }

    static ChatServer server(ModelSettings settings) {
        return switch (settings.provider()) {
            case OLLAMA -> new OllamaServer(settings);
            case OPENAI -> new OpenAiServer(settings);
        };
    }
}
