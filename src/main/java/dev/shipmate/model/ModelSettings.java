package dev.shipmate.model;

import java.nio.file.Path;

/// Which model is wanted, where it is served, and how it is to be asked.
///
/// @param url empty for the provider's usual address; host and port are enough for Ollama
/// @param model empty for the best of the models that the server has
/// @param apiKey empty when the server wants none; comes from the environment only and is never written anywhere
/// @param windowTokens the context window asked for; a model with a smaller one gets what it has
/// @param sampling how it chooses its words
/// @param cache the folder in which the probe's findings are remembered
public record ModelSettings(
        Provider provider,
        String url,
        String model,
        String apiKey,
        ProtocolChoice protocol,
        int windowTokens,
        ModelLimits limits,
        Sampling sampling,
        Path cache) {
    public static final int DEFAULT_WINDOW = 8192;
    public static final int SMALLEST_WINDOW = 1024;

    public ModelSettings {
        if (windowTokens < SMALLEST_WINDOW) {
            throw new IllegalArgumentException(
                    "A window of %d tokens is too small; use %d or more.".formatted(windowTokens, SMALLEST_WINDOW));
        }
    }

    /// Ollama at its usual address, its best model, and everything else by default.
    public static ModelSettings defaults(Path cache) {
        return new ModelSettings(
                Provider.OLLAMA,
                "",
                "",
                "",
                ProtocolChoice.AUTO,
                DEFAULT_WINDOW,
                ModelLimits.DEFAULT,
                Sampling.DEFAULT,
                cache);
    }

    public ModelSettings withUrl(String changed) {
        return new ModelSettings(provider, changed, model, apiKey, protocol, windowTokens, limits, sampling, cache);
    }

    public ModelSettings withModel(String changed) {
        return new ModelSettings(provider, url, changed, apiKey, protocol, windowTokens, limits, sampling, cache);
    }

    public ModelSettings withProtocol(ProtocolChoice changed) {
        return new ModelSettings(provider, url, model, apiKey, changed, windowTokens, limits, sampling, cache);
    }

    public ModelSettings withWindow(int changed) {
        return new ModelSettings(provider, url, model, apiKey, protocol, changed, limits, sampling, cache);
    }

    public ModelSettings withProvider(Provider changed) {
        return new ModelSettings(changed, url, model, apiKey, protocol, windowTokens, limits, sampling, cache);
    }

    public ModelSettings withLimits(ModelLimits changed) {
        return new ModelSettings(provider, url, model, apiKey, protocol, windowTokens, changed, sampling, cache);
    }

    public ModelSettings withSampling(Sampling changed) {
        return new ModelSettings(provider, url, model, apiKey, protocol, windowTokens, limits, changed, cache);
    }

    public ModelSettings withApiKey(String changed) {
        return new ModelSettings(provider, url, model, changed, protocol, windowTokens, limits, sampling, cache);
    }

    /// Keeps the key out of logs and messages.
    @Override
    public String toString() {
        return "%s at %s, model '%s', protocol %s".formatted(provider.word(), url, model, protocol.word());
    }
}
