package dev.shipmate.model;

import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolOption;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A close look at a model server and one of its models. Every method goes out to the server and may throw a
/// [ModelException].
public final class ModelCheckup {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double NANOS = 1e9;

    /// Tokens a second while reading a prompt and while writing, and the window the model is loaded with; 0 where
    /// the server does not tell.
    public record Speed(double readPerSecond, double writtenPerSecond, int loadedWindow) {}

    private final ModelSettings settings;
    private final ChatServer server;
    private final ServedModel model;

    public ModelCheckup(ModelSettings settings) {
        this.settings = settings;
        this.server = LanguageModels.server(settings);
        this.model = new ServedModel(server, settings);
    }

    /// Where the server is looked for.
    public String address() {
        return ServerAddress.shown(ServerAddress.of(settings));
    }

    /// Empty when the server does not tell its version. The models are asked for too, as a proof of life.
    public String serverVersion() {
        return switch (server) {
            case OllamaServer ollama -> ollama.api().version();
            case OpenAiServer openAi -> {
                openAi.models();
                yield "";
            }
        };
    }

    public List<InstalledModel> installed() {
        return server.models();
    }

    /// The model that would be used, which the server has.
    public InstalledModel model() {
        return server.card().model();
    }

    public int windowTokens() {
        return model.windowTokens();
    }

    /// The protocol in use, tried out once: a question that needs a look must lead to a call. One that fails is
    /// given up for the next simpler one, which is remembered.
    public Finding protocol() {
        while (true) {
            Finding finding = model.finding();
            Decision decision = model.decide(trial()).decision();
            Finding used = model.finding();
            if (used.protocol() != finding.protocol() || decision instanceof Decision.CallTools) {
                return used;
            }
            if (used.protocol() == Protocol.TEXT || !model.stepDown(used, "a simple question led to no call")) {
                return used;
            }
        }
    }

    private static DecisionRequest trial() {
        var namespace =
                new ToolOption.Argument("namespace", "where", ToolOption.Type.STRING, false, List.of("default"));
        return new DecisionRequest(
                Prompts.load("system"),
                List.of(new Utterance.User(Prompts.load("model/trial"))),
                List.of(new ToolOption("list_pods", "List pods.", Effect.READ, List.of(namespace))));
    }

    public Speed measure() {
        return switch (server) {
            case OllamaServer ollama -> measure(ollama);
            case OpenAiServer _ -> new Speed(0, 0, 0);
        };
    }

    private Speed measure(OllamaServer ollama) {
        ObjectNode body = Json.object().put("model", server.model()).put("think", false);
        body.putArray("messages").addObject().put("role", "user").put("content", Prompts.load("model/speed"));
        body.putObject("options")
                .put("num_ctx", windowTokens())
                .put("num_predict", 40)
                .put("temperature", 0);
        JsonNode reply = ollama.api().chat(body, LIMIT);
        return new Speed(
                rate(reply, "prompt_eval"),
                rate(reply, "eval"),
                ollama.api().loadedWindow(server.card().model().name()));
    }

    private static double rate(JsonNode reply, String phase) {
        double nanos = reply.path(phase + "_duration").asDouble(0);
        return nanos == 0 ? 0 : reply.path(phase + "_count").asDouble(0) / nanos * NANOS;
    }
}
