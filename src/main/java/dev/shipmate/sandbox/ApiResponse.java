package dev.shipmate.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;

/// What the server answers.
sealed interface ApiResponse {
    record Json(int code, JsonNode body, String contentType) implements ApiResponse {
        Json(int code, JsonNode body) {
            this(code, body, "application/json");
        }
    }

    record Text(int code, String body) implements ApiResponse {}

    /// An answer that is written bit by bit, such as a watch.
    record Stream(String contentType, Body body) implements ApiResponse {}

    /// Writes until it has said all, or the client has gone.
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    static ApiResponse ok(JsonNode body) {
        return new Json(200, body);
    }
}
