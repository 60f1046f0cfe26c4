package dev.shipmate.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A server that speaks the OpenAI protocol, in this process, with one model that says what a test wants.
public final class OpenAiStub implements AutoCloseable {
    private final StubModel model;
    private final StubHttp http = new StubHttp(this::handle);
    private String key = "";

    public OpenAiStub(String model) {
        this.model = new StubModel(model);
    }

    /// The base URL, which ends in `/v1`.
    public String url() {
        return http.url() + "/v1";
    }

    public StubModel model() {
        return model;
    }

    /// From here on every request needs this key.
    public OpenAiStub needsKey(String wanted) {
        key = wanted;
        return this;
    }

    public JsonNode lastChat() {
        return http.chats().getLast();
    }

    @Override
    public void close() {
        http.close();
    }

    private void handle(HttpExchange exchange, JsonNode body) throws IOException {
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!key.isEmpty() && !shown.equals("Bearer " + key)) {
            http.send(exchange, 401, error("Incorrect API key provided."));
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/v1/models" -> http.send(exchange, 200, Map.of("data", List.of(Map.of("id", model.name()))));
            case "/v1/chat/completions" -> {
                http.recordChat(body);
                if (body.path("model").asString("").equals(model.name())) {
                    play(exchange, model.next(), body.path("stream").asBoolean(false));
                } else {
                    http.send(exchange, 404, error("The model does not exist."));
                }
            }
            default -> http.send(exchange, 404, "404 page not found");
        }
    }

    private static Map<String, Object> error(String message) {
        return Map.of("error", Map.of("message", message));
    }

    private void play(HttpExchange exchange, StubReply reply, boolean streamed) throws IOException {
        switch (reply) {
            case StubReply.Says(List<String> pieces, String _, String doneReason) ->
                finish(exchange, streamed, pieces, doneReason);
            case StubReply.Calls(List<StubReply.Call> calls, String text) ->
                http.send(exchange, 200, whole(text, calls, "tool_calls"));
            case StubReply.Fails(int status, String message) -> http.send(exchange, status, error(message));
            case StubReply.FailsMidway(List<String> pieces, String message) -> {
                var lines = begun(pieces);
                lines.add("data: " + StubHttp.JSON.writeValueAsString(error(message)) + "\n");
                http.stream(exchange, lines).close();
            }
            case StubReply.EndsEarly(List<String> pieces) ->
                http.stream(exchange, begun(pieces)).close();
            case StubReply.Drops(List<String> pieces) ->
                StubHttp.drop(exchange, String.join("\n", begun(pieces)) + "\n");
            case StubReply.Hangs(List<String> pieces) -> {
                if (streamed) {
                    http.stream(exchange, begun(pieces)).flush();
                }
                http.hang();
            }
            case StubReply.Endless(String piece) -> finish(exchange, streamed, List.of(piece.repeat(200)), "length");
            case StubReply.Raw(String body) -> http.send(exchange, 200, body);
        }
    }

    private void finish(HttpExchange exchange, boolean streamed, List<String> pieces, String reason)
            throws IOException {
        if (!streamed) {
            http.send(exchange, 200, whole(String.join("", pieces), List.of(), reason));
            return;
        }
        var lines = begun(pieces);
        lines.add(chunk(Map.of(), reason));
        lines.add("data: [DONE]\n");
        http.stream(exchange, lines).close();
    }

    private static List<String> begun(List<String> pieces) {
        var lines = new ArrayList<String>();
        pieces.forEach(piece -> lines.add(chunk(Map.of("content", piece), "")));
        return lines;
    }

    private static String chunk(Map<String, Object> delta, String reason) {
        var choice = new LinkedHashMap<String, Object>();
        choice.put("index", 0);
        choice.put("delta", delta);
        if (!reason.isEmpty()) {
            choice.put("finish_reason", reason);
        }
        return "data: "
                + StubHttp.JSON.writeValueAsString(Map.of(
                        "id", "1", "object", "chat.completion.chunk", "model", "stub", "choices", List.of(choice)))
                + "\n";
    }

    private static Map<String, Object> whole(String text, List<StubReply.Call> calls, String reason) {
        var message = new LinkedHashMap<String, Object>();
        message.put("role", "assistant");
        message.put("content", text);
        if (!calls.isEmpty()) {
            message.put("tool_calls", calls.stream().map(OpenAiStub::call).toList());
        }
        return Map.of(
                "id", "1",
                "object", "chat.completion",
                "model", "stub",
                "choices", List.of(Map.of("index", 0, "message", message, "finish_reason", reason)),
                "usage", Map.of("prompt_tokens", 100, "completion_tokens", 20, "total_tokens", 120));
    }

    private static Map<String, Object> call(StubReply.Call call) {
        return Map.of(
                "id", "call_1",
                "type", "function",
                "function",
                        Map.of(
                                "name", call.tool(),
                                "arguments", StubHttp.JSON.writeValueAsString(call.arguments())));
    }
}
