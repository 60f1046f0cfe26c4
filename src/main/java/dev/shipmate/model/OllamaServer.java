package dev.shipmate.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// One model on an Ollama server. Nothing is sent before the first call of a method.
final class OllamaServer implements ChatServer {
    private static final String REMEDY =
            "Start it with `ollama serve`, or name another address with --ollama-url; without a model, --planner rules still answers.";
    private static final int KEEP_LOADED_SECONDS = 1800;

    private final String address;
    private final ModelSettings settings;
    private final WireFailures failures;
    private final OllamaApi api;
    private final Supplier<String> model;
    private final Supplier<ModelCard> card;

    OllamaServer(ModelSettings settings) {
        this.address = ServerAddress.of(settings);
        this.settings = settings;
        this.failures = new WireFailures(Provider.OLLAMA.title(), address, REMEDY);
        this.api = new OllamaApi(address, wire(settings.model()));
        this.model = Lazy.of(() -> PreferredModels.choose(settings.model(), api::models, failures));
        this.card = Lazy.of(() -> describe(model.get()));
    }

    OllamaApi api() {
        return api;
    }

    @Override
    public String model() {
        return model.get();
    }

    @Override
    public ModelCard card() {
        return card.get();
    }

    @Override
    public List<InstalledModel> models() {
        return PreferredModels.bestFirst(api.models());
    }

    @Override
    public Completion complete(ModelPrompt prompt) {
        var chat = OllamaChatModel.builder()
                .httpClientBuilder(wire(model()).builder())
                .baseUrl(address)
                .maxRetries(0)
                .defaultRequestParameters(parameters(prompt))
                .build();
        return Replies.read(failures, () -> chat.chat(request(prompt)));
    }

    @Override
    public Completion stream(ModelPrompt prompt, Predicate<String> onText) {
        var chat = OllamaStreamingChatModel.builder()
                .httpClientBuilder(wire(model()).builder())
                .baseUrl(address)
                .defaultRequestParameters(parameters(prompt))
                .build();
        var reader = new StreamReader(failures, onText);
        chat.chat(request(prompt), reader);
        return reader.completion();
    }

    /// By way of a client whose requests ask for the prompt only.
    @Override
    public Optional<String> render(ModelPrompt prompt) {
        var rendered = new RenderOnly(wire(model()));
        var chat = OllamaChatModel.builder()
                .httpClientBuilder(WireClient.builder(rendered))
                .baseUrl(address)
                .maxRetries(0)
                .defaultRequestParameters(parameters(prompt))
                .build();
        Replies.read(failures, () -> chat.chat(request(prompt)));
        return rendered.prompt();
    }

    private WireClient wire(String asked) {
        return new WireClient(
                new OllamaDialect(
                        failures,
                        asked,
                        () -> models().stream().map(InstalledModel::name).toList()),
                failures,
                settings.limits());
    }

    private ModelCard describe(String name) {
        JsonNode shown = api.show(name);
        var capabilities = new ArrayList<String>();
        shown.path("capabilities").forEach(capability -> capabilities.add(capability.asString("")));
        int window = 0;
        for (Map.Entry<String, JsonNode> fact : shown.path("model_info").properties()) {
            if (fact.getKey().endsWith(".context_length")) {
                window = fact.getValue().asInt(0);
            }
        }
        InstalledModel installed = api.models().stream()
                .filter(candidate ->
                        candidate.name().equals(name) || candidate.name().equals(name + ":latest"))
                .findFirst()
                .orElseGet(() -> new InstalledModel(
                        name, "", shown.path("details").path("parameter_size").asString(""), "", 0));
        return new ModelCard(api.version(), installed, capabilities, window, false);
    }

    private int window() {
        int possible = card().windowTokens();
        return possible == 0 ? settings.windowTokens() : Math.min(possible, settings.windowTokens());
    }

    private OllamaChatRequestParameters parameters(ModelPrompt prompt) {
        return OllamaChatRequestParameters.builder()
                .modelName(model())
                .temperature(settings.sampling().temperature())
                .seed(settings.sampling().seed())
                .numCtx(window())
                .maxOutputTokens(prompt.maxTokens())
                .think(false)
                .keepAlive(KEEP_LOADED_SECONDS)
                .build();
    }

    private static ChatRequest request(ModelPrompt prompt) {
        return Replies.request(prompt, ollamaMessages(prompt.messages()));
    }

    /// The library drops `tool_name`, `tool_call_id` and the order of arguments; raw fields keep them.
    private static List<ChatMessage> ollamaMessages(List<ChatMessage> messages) {
        return messages.stream().map(OllamaServer::ollamaMessage).toList();
    }

    private static ChatMessage ollamaMessage(ChatMessage message) {
        return switch (message) {
            case AiMessage assistant
            when assistant.hasToolExecutionRequests() -> {
                var calls = new ArrayList<Map<String, Object>>();
                for (var call : assistant.toolExecutionRequests()) {
                    var function = new LinkedHashMap<String, Object>();
                    function.put("index", calls.size());
                    function.put("name", call.name());
                    function.put("arguments", CallArguments.of(Json.parse(call.arguments())));
                    calls.add(Map.of("id", call.id(), "type", "function", "function", function));
                }
                yield CustomMessage.from(Map.of("role", "assistant", "content", "", "tool_calls", calls));
            }
            case ToolExecutionResultMessage result ->
                CustomMessage.from(Map.of(
                        "role", "tool",
                        "tool_name", result.toolName(),
                        "tool_call_id", result.id(),
                        "content", result.text()));
            default -> message;
        };
    }
}
