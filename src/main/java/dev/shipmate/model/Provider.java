package dev.shipmate.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of server that can be spoken to.
public enum Provider {
    OLLAMA("Ollama", "http://127.0.0.1:11434"),
    /// vLLM, llama.cpp's server, LM Studio and others that speak the OpenAI protocol.
    OPENAI("the OpenAI-compatible server", "http://127.0.0.1:8080/v1");

    private final String title;
    private final String defaultUrl;

    Provider(String title, String defaultUrl) {
        this.title = title;
        this.defaultUrl = defaultUrl;
    }

    /// As used on the command line: `ollama` or `openai`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Provider> find(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String title() {
        return title;
    }

    String defaultUrl() {
        return defaultUrl;
    }
}
