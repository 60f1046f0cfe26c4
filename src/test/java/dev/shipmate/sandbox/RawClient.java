package dev.shipmate.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Plain HTTP requests to a sandbox.
final class RawClient implements AutoCloseable {
    static final String TODO = "/api/v1/namespaces/todo/";
    static final String APPS = "/apis/apps/v1/namespaces/todo/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;

    RawClient(String server) {
        this.server = server;
    }

    record Answer(int code, String body) {
        JsonNode json() {
            return ApiRequest.JSON.readTree(body);
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer get(String path, String accept) {
        return send(request(path).GET().header("Accept", accept));
    }

    Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
    }

    Answer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
    }

    Answer patch(String path, String type, String body) {
        return send(request(path)
                .method("PATCH", BodyPublishers.ofString(body))
                .header("Content-Type", "application/" + type + "+json"));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /// The lines of a stream, as they come.
    Stream<String> stream(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(60));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
