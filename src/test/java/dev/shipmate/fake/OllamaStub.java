package dev.shipmate.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// An Ollama server as it looks on the wire, in this process, with models that say what a test wants.
///
/// ```java
/// try (var ollama = new OllamaStub()) {
///     ollama.on("qwen3:0.6b").decides("list_pods", "namespace", "todo").says("All ", "is well.");
///     var model = LanguageModels.open(settings.withUrl(ollama.url()));
/// }
/// ```
public final class OllamaStub implements AutoCloseable {
    private final Map<String, StubModel> models = new ConcurrentHashMap<>();
    private final StubHttp http = new StubHttp(this::handle);

    /// The model of that name; it is installed at the first mention.
    public StubModel on(String model) {
        return models.computeIfAbsent(model, StubModel::new);
    }

    public String url() {
        return http.url();
    }

    /// The bodies of all chat requests so far, without those that only ask for the prompt.
    public List<JsonNode> chats() {
        return http.chats();
    }

    public JsonNode lastChat() {
        return http.chats().getLast();
    }

    /// The paths of all requests so far.
    public List<String> paths() {
        return http.paths();
    }

    @Override
    public void close() {
        http.close();
    }

    private void handle(HttpExchange exchange, JsonNode body) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/api/version" -> http.send(exchange, 200, Map.of("version", "0.17.4"));
            case "/api/tags" ->
                http.send(
                        exchange,
                        200,
                        Map.of(
                                "models",
                                models.values().stream().map(StubModel::tag).toList()));
            case "/api/ps" -> http.send(exchange, 200, Map.of("models", List.of()));
            case "/api/show" -> {
                StubModel model = models.get(body.path("model").asString(""));
                http.send(exchange, model == null ? 404 : 200, model == null ? missing(body) : model.card());
            }
            case "/api/chat" -> chat(exchange, body);
            default -> http.send(exchange, 404, "404 page not found");
        }
    }

    private static Map<String, Object> missing(JsonNode body) {
        return Map.of(
                "error", "model '%s' not found".formatted(body.path("model").asString("")));
    }

    private void chat(HttpExchange exchange, JsonNode body) throws IOException {
        StubModel model = models.get(body.path("model").asString(""));
        if (model == null) {
            http.recordChat(body);
            http.send(exchange, 404, missing(body));
        } else if (body.path("_debug_render_only").asBoolean(false)) {
            http.send(
                    exchange,
                    200,
                    Map.of(
                            "message", Map.of("role", "", "content", ""),
                            "_debug_info", Map.of("rendered_template", model.rendered())));
        } else {
            http.recordChat(body);
            play(exchange, model.next(), body.path("stream").asBoolean(true));
        }
    }

    private void play(HttpExchange exchange, StubReply reply, boolean streamed) throws IOException {
        switch (reply) {
            case StubReply.Says(List<String> pieces, String thinking, String doneReason) -> {
                var lines = new ArrayList<String>();
                if (!thinking.isEmpty()) {
                    lines.add(event(message("", thinking, List.of()), ""));
                }
                pieces.forEach(piece -> lines.add(event(message(piece, "", List.of()), "")));
                lines.add(event(message("", "", List.of()), doneReason));
                finish(
                        exchange,
                        streamed,
                        lines,
                        event(message(String.join("", pieces), thinking, List.of()), doneReason));
            }
            case StubReply.Calls(List<StubReply.Call> calls, String text) -> {
                String whole = event(message(text, "", calls), "stop");
                finish(exchange, streamed, List.of(whole), whole);
            }
            case StubReply.Fails(int status, String error) -> http.send(exchange, status, Map.of("error", error));
            case StubReply.FailsMidway(List<String> pieces, String error) -> {
                String failure = StubHttp.JSON.writeValueAsString(Map.of("error", error));
                List<String> lines = new ArrayList<>(begun(pieces));
                lines.add(failure);
                finish(exchange, streamed, lines, failure);
            }
            case StubReply.EndsEarly(List<String> pieces) -> finish(exchange, streamed, begun(pieces), "");
            case StubReply.Drops(List<String> pieces) ->
                StubHttp.drop(exchange, String.join("\n", begun(pieces)) + "\n");
            case StubReply.Hangs(List<String> pieces) -> {
                if (streamed) {
                    http.stream(exchange, begun(pieces)).flush();
                }
                http.hang();
            }
            case StubReply.Endless(String piece) -> endless(exchange, piece, streamed);
            case StubReply.Raw(String body) -> http.send(exchange, 200, body);
        }
    }

    private void finish(HttpExchange exchange, boolean streamed, List<String> lines, String whole) throws IOException {
        if (streamed) {
            http.stream(exchange, lines).close();
        } else {
            http.send(exchange, 200, whole);
        }
    }

    /// Until the client goes away, or to the limit of tokens when nobody reads along.
    private void endless(HttpExchange exchange, String piece, boolean streamed) throws IOException {
        if (!streamed) {
            http.send(exchange, 200, event(message(piece.repeat(200), "", List.of()), "length"));
            return;
        }
        OutputStream body = http.stream(exchange, List.of());
        while (true) {
            StubHttp.write(body, event(message(piece, "", List.of()), ""));
        }
    }

    private static List<String> begun(List<String> pieces) {
        return pieces.stream()
                .map(piece -> event(message(piece, "", List.of()), ""))
                .toList();
    }

    private static Map<String, Object> message(String text, String thinking, List<StubReply.Call> calls) {
        var message = new LinkedHashMap<String, Object>();
        message.put("role", "assistant");
        message.put("content", text);
        if (!thinking.isEmpty()) {
            message.put("thinking", thinking);
        }
        if (!calls.isEmpty()) {
            message.put(
                    "tool_calls",
                    calls.stream()
                            .map(call -> Map.of("function", Map.of("name", call.tool(), "arguments", call.arguments())))
                            .toList());
        }
        return message;
    }

    private static String event(Map<String, Object> message, String doneReason) {
        var event = new LinkedHashMap<String, Object>();
        event.put("model", "stub");
        event.put("created_at", "2026-11-23T12:00:00Z");
        event.put("message", message);
        event.put("done", !doneReason.isEmpty());
        if (!doneReason.isEmpty()) {
            event.put("done_reason", doneReason);
            event.put("prompt_eval_count", 100);
            event.put("prompt_eval_duration", 400_000_000L);
            event.put("eval_count", 20);
            event.put("eval_duration", 250_000_000L);
        }
        return StubHttp.JSON.writeValueAsString(event);
    }
}
