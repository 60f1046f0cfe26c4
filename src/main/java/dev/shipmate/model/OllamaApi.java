package dev.shipmate.model;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What Ollama tells about itself and its models, apart from chatting.
final class OllamaApi {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String address;
    private final WireClient wire;

    OllamaApi(String address, WireClient wire) {
        this.address = address;
        this.wire = wire;
    }

    String version() {
        return get("/api/version").path("version").asString("");
    }

    List<InstalledModel> models() {
        var models = new ArrayList<InstalledModel>();
        for (JsonNode model : get("/api/tags").path("models")) {
            models.add(new InstalledModel(
                    model.path("name").asString(""),
                    model.path("digest").asString(""),
                    model.path("details").path("parameter_size").asString(""),
                    model.path("details").path("quantization_level").asString(""),
                    model.path("size").asLong(0)));
        }
        return models;
    }

    /// Capabilities, template and sizes of one model.
    JsonNode show(String model) {
        return post("/api/show", Json.object().put("model", model), LIMIT);
    }

    /// The context window with which a model is loaded, or 0 when it is not loaded.
    int loadedWindow(String model) {
        for (JsonNode running : get("/api/ps").path("models")) {
            if (running.path("name").asString("").equals(model)) {
                return running.path("context_length").asInt(0);
            }
        }
        return 0;
    }

    /// One chat as a plain JSON object, for what the client library does not pass through.
    JsonNode chat(ObjectNode body, Duration limit) {
        return post("/api/chat", body.put("stream", false), limit);
    }

    private JsonNode get(String path) {
        return Json.parse(
                wire.fetch(request(HttpMethod.GET, path).build(), LIMIT).body());
    }

    private JsonNode post(String path, ObjectNode body, Duration limit) {
        HttpRequest request = request(HttpMethod.POST, path)
                .addHeader("Content-Type", "application/json")
                .body(body.toString())
                .build();
        return Json.parse(wire.fetch(request, limit).body());
    }

    private HttpRequest.Builder request(HttpMethod method, String path) {
        return HttpRequest.builder().method(method).url(address + path);
    }
}
