package dev.shipmate.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The door: finds out what a request wants, has it done, and writes the answer.
final class ApiServer implements HttpHandler {
    private final Reads reads;
    private final Writes writes;
    private final Watches watches;
    private final PodLogs logs;
    private final PodProxy proxy;

    ApiServer(Reads reads, Writes writes, Watches watches, PodLogs logs, PodProxy proxy) {
        this.reads = reads;
        this.writes = writes;
        this.watches = watches;
        this.logs = logs;
        this.proxy = proxy;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // A client that would like to watch over a websocket goes on to a plain stream when that wish is passed
            // over; a
            // 503 it would try again for a while first.
            if (exchange.getRequestHeaders().containsKey("Upgrade")
                    && "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            write(exchange, answer(ApiRequest.read(exchange)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private ApiResponse answer(ApiRequest request) {
        try {
            Optional<ApiResponse> document = Discovery.find(request);
            if (document.isPresent()) {
                return document.get();
            }
            if (request.path().startsWith("/apis/authorization.k8s.io/v1/selfsubject")) {
                return new ApiResponse.Json(201, allowed(request.object()));
            }
            return dispatch(Target.parse(request.path()).orElseThrow(ApiProblem::noSuchPath), request);
        } catch (ApiProblem problem) {
            return new ApiResponse.Json(problem.code(), problem.status());
        }
    }

    private ApiResponse dispatch(Target target, ApiRequest request) {
        if (!target.subresource().isEmpty() && !target.type().has(target.subresource())) {
            throw ApiProblem.noSuchPath();
        }
        if (target.subresource().equals("scale")) {
            return writes.scale(target, request);
        }
        if (target.subresource().equals("log")) {
            return logs.read(target, request);
        }
        if (target.subresource().equals("proxy")) {
            return proxy.get(target);
        }
        return switch (request.method()) {
            case "GET", "HEAD" ->
                request.flag("watch")
                        ? watches.watch(target, request)
                        : target.collection() ? reads.list(target, request) : reads.get(target, request);
            case "POST" -> writes.create(require(target, target.collection()), request);
            case "PUT" -> writes.put(require(target, !target.collection()), request);
            case "PATCH" -> writes.patch(require(target, !target.collection()), request);
            case "DELETE" -> target.collection() ? writes.deleteAll(target, request) : writes.delete(target, request);
            default -> throw ApiProblem.methodNotAllowed();
        };
    }

    private static Target require(Target target, boolean allowed) {
        if (!allowed || target.type().group().equals("metrics.k8s.io")) {
            throw ApiProblem.methodNotAllowed();
        }
        return target;
    }

    /// In the sandbox everybody may do everything.
    private static ObjectNode allowed(ObjectNode review) {
        review.putObject("status").put("allowed", true);
        return review;
    }

    private static void write(HttpExchange exchange, ApiResponse response) throws IOException, InterruptedException {
        switch (response) {
            case ApiResponse.Json(int code, var body, String type) -> send(exchange, code, type, body.toString());
            case ApiResponse.Text(int code, String body) -> send(exchange, code, "text/plain", body);
            case ApiResponse.Stream(String type, ApiResponse.Body body) -> {
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    // The client sees at once that the stream is open.
                    out.flush();
                    body.writeTo(out);
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
