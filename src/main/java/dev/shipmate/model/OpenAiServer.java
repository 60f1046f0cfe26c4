package dev.shipmate.model;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One model on a server that speaks the OpenAI protocol. Nothing is sent before the first call of a method.
final class OpenAiServer implements ChatServer {
    private static final String REMEDY =
            "Start it, or name another address with --model-url; without a model, --planner rules still answers.";
    private static final Duration LISTING = Duration.ofSeconds(10);
    /// `qwen3-1.7b-instruct`, `Llama-3.2-3B`: most names tell the size.
    private static final Pattern SIZE = Pattern.compile("(?i)(?<![a-z0-9.])(\\d+(?:\\.\\d+)?[bm])(?![a-z0-9])");

    private final String address;
    private final ModelSettings settings;
    private final WireFailures failures;
    private final Supplier<ModelCard> card;

    OpenAiServer(ModelSettings settings) {
        this.address = ServerAddress.of(settings);
        this.settings = settings;
        this.failures = new WireFailures(Provider.OPENAI.title(), address, REMEDY);
        this.card = Lazy.of(this::describe);
    }

    @Override
    public String model() {
        return settings.model().isBlank() ? card().model().name() : settings.model();
    }

    @Override
    public ModelCard card() {
        return card.get();
    }

    @Override
    public Optional<String> render(ModelPrompt prompt) {
        return Optional.empty();
    }

    /// In the order of the server, which mostly has one.
    @Override
    public List<InstalledModel> models() {
        var models = new ArrayList<InstalledModel>();
        listed().forEach(model -> models.add(installed(model.path("id").asString(""))));
        return models;
    }

    private JsonNode listed() {
        HttpRequest request = HttpRequest.builder()
                .method(HttpMethod.GET)
                .url(address + "/models")
                .addHeaders(headers())
                .build();
        return Json.parse(wire().fetch(request, LISTING).body()).path("data");
    }

    private static InstalledModel installed(String id) {
        Matcher size = SIZE.matcher(id);
        return new InstalledModel(id, "", size.find() ? size.group(1).toUpperCase(Locale.ROOT) : "", "", 0);
    }

    private ModelCard describe() {
        JsonNode data = listed();
        for (JsonNode model : data) {
            String id = model.path("id").asString("");
            if (settings.model().isBlank() || settings.model().equals(id)) {
                int window = model.path("max_model_len").asInt(0);
                return new ModelCard("", installed(id), List.of(ModelCard.TOOLS), window, true);
            }
        }
        if (settings.model().isBlank()) {
            throw new ModelException(
                    ModelException.Code.MISSING,
                    "%s has no model. Load one there, or name one with --model.".formatted(failures.subject()));
        }
        return new ModelCard("", installed(settings.model()), List.of(ModelCard.TOOLS), 0, true);
    }

    @Override
    public Completion complete(ModelPrompt prompt) {
        var chat = OpenAiChatModel.builder()
                .httpClientBuilder(wire().builder())
                .baseUrl(address)
                .customHeaders(headers())
                .maxRetries(0)
                .strictJsonSchema(true)
                .defaultRequestParameters(parameters(prompt))
                .build();
        return Replies.read(failures, () -> chat.chat(Replies.request(prompt, prompt.messages())));
    }

    @Override
    public Completion stream(ModelPrompt prompt, Predicate<String> onText) {
        var chat = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(wire().builder())
                .baseUrl(address)
                .customHeaders(headers())
                .defaultRequestParameters(parameters(prompt))
                .build();
        var reader = new StreamReader(failures, onText);
        chat.chat(Replies.request(prompt, prompt.messages()), reader);
        return reader.completion();
    }

    private OpenAiChatRequestParameters parameters(ModelPrompt prompt) {
        return OpenAiChatRequestParameters.builder()
                .modelName(model())
                .temperature(settings.sampling().temperature())
                .seed(settings.sampling().seed())
                .maxOutputTokens(prompt.maxTokens())
                .build();
    }

    private Map<String, String> headers() {
        return settings.apiKey().isBlank() ? Map.of() : Map.of("Authorization", "Bearer " + settings.apiKey());
    }

    private WireClient wire() {
        return new WireClient(
                new OpenAiDialect(
                        failures,
                        settings.model(),
                        () -> models().stream().map(InstalledModel::name).toList()),
                failures,
                settings.limits());
    }
}
