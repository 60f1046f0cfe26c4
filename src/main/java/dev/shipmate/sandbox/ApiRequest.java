package dev.shipmate.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One HTTP request, read whole.
record ApiRequest(
        String method, String path, Map<String, String> query, String accept, String contentType, String body) {
    static final JsonMapper JSON = new JsonMapper();

    static ApiRequest read(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        return new ApiRequest(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                exchange.getRequestURI().getPath(),
                parse(Optional.ofNullable(exchange.getRequestURI().getRawQuery())),
                Optional.ofNullable(headers.getFirst("Accept")).orElse("application/json"),
                Optional.ofNullable(headers.getFirst("Content-Type")).orElse("application/json"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /// A query parameter, or empty.
    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return parameter(name).equals("true") || parameter(name).equals("1");
    }

    long number(String name, long otherwise) {
        String text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw ApiProblem.badRequest("%s: Invalid value: \"%s\": must be an integer".formatted(name, text));
        }
    }

    boolean hasBody() {
        return !body.isBlank();
    }

    JsonNode json() {
        if (contentType.contains("protobuf")) {
            throw ApiProblem.unsupportedMedia(contentType);
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw ApiProblem.badRequest("couldn't get version/kind; json parse error: " + e.getOriginalMessage());
        }
    }

    ObjectNode object() {
        return json() instanceof ObjectNode object
                ? object
                : failed("the object provided is unrecognized (must be of type Object)");
    }

    /// Whether nothing may be stored: as a query parameter, or in the options that a delete carries. As in a real API
    /// server, a delete that carries options has no others: those of its query are not looked at.
    boolean dryRun() {
        boolean inBody = method.equals("DELETE") && hasBody();
        String given = inBody ? json().at("/dryRun/0").asString("") : parameter("dryRun");
        return given.equals("All");
    }

    private static ObjectNode failed(String message) {
        throw ApiProblem.badRequest(message);
    }

    private static Map<String, String> parse(Optional<String> query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!name.isEmpty()) {
                parameters.put(decoded(name), decoded(value));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
