package dev.shipmate.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A client that asks Ollama for the prompt its template makes of a request, instead of a reply.
final class RenderOnly implements HttpClient {
    /// Stands in for the reply that is not there; the library cannot read Ollama's empty role.
    private static final String REPLY = "{\"message\": {\"role\": \"assistant\", \"content\": \"\"}, \"done\": true}";

    private final WireClient wire;
    private String prompt = "";

    RenderOnly(WireClient wire) {
        this.wire = wire;
    }

    Optional<String> prompt() {
        return prompt.isEmpty() ? Optional.empty() : Optional.of(prompt);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        String body = request.body();
        if (Json.parse(body == null ? "" : body) instanceof ObjectNode asked) {
            body = asked.put("_debug_render_only", true).toString();
        }
        SuccessfulHttpResponse response = wire.execute(HttpRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(request.headers())
                .body(body)
                .build());
        prompt = Json.parse(response.body())
                .path("_debug_info")
                .path("rendered_template")
                .asString("");
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers())
                .body(REPLY)
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("A prompt is not streamed.");
    }
}
