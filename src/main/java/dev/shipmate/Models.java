package dev.shipmate;

import dev.shipmate.cli.Endpoints;
import dev.shipmate.conversation.ModelSource;
import dev.shipmate.model.InstalledModel;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.LanguageModels;
import dev.shipmate.model.ModelSettings;
import dev.shipmate.model.Provider;
import dev.shipmate.model.Sampling;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The models of one server: options first, then the environment, then what is usual.
final class Models implements ModelSource {
    private final Endpoints endpoints;
    private final Map<String, String> environment;
    private final Path cache;

    Models(Endpoints endpoints, Map<String, String> environment, Path cache) {
        this.endpoints = endpoints;
        this.environment = environment;
        this.cache = cache;
    }

    @Override
    public List<String> list() {
        return LanguageModels.installed(settings("")).stream()
                .map(InstalledModel::name)
                .toList();
    }

    @Override
    public LanguageModel open(String name) {
        return LanguageModels.open(settings(name));
    }

    /// The same models, that choose their words in another way.
    ModelSource sampled(Sampling sampling) {
        return new ModelSource() {
            @Override
            public List<String> list() {
                return Models.this.list();
            }

            @Override
            public LanguageModel open(String name) {
                return LanguageModels.open(settings(name).withSampling(sampling));
            }
        };
    }

    /// Whether the user named a model.
    boolean wanted() {
        return !first(endpoints.model(), environment("SHIPMATE_MODEL")).isEmpty();
    }

    ModelSettings settings(String name) {
        Provider provider = provider();
        String url = first(
                endpoints.modelUrl(),
                provider == Provider.OLLAMA ? environment("OLLAMA_HOST") : environment("OPENAI_BASE_URL"));
        ModelSettings settings = ModelSettings.defaults(cache)
                .withProvider(provider)
                .withProtocol(endpoints.protocol())
                .withWindow(endpoints.windowTokens())
                .withUrl(url)
                .withModel(first(name, first(endpoints.model(), environment("SHIPMATE_MODEL"))));
        return provider == Provider.OPENAI ? settings.withApiKey(environment("OPENAI_API_KEY")) : settings;
    }

    private Provider provider() {
        String word = first(endpoints.provider(), environment("SHIPMATE_PROVIDER"));
        return word.isEmpty()
                ? Provider.OLLAMA
                : Provider.find(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "There is no provider '%s'. Set SHIPMATE_PROVIDER to ollama or openai."
                                        .formatted(word)));
    }

    private String environment(String variable) {
        return environment.getOrDefault(variable, "");
    }

    private static String first(String preferred, String other) {
        return preferred.isEmpty() ? other : preferred;
    }
}
