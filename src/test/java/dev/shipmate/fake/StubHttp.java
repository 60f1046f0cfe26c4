package dev.shipmate.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP side of a stubbed model server on a free port of this machine: records requests, and plays what
/// real servers do wrong.
final class StubHttp implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<JsonNode> chats = new CopyOnWriteArrayList<>();

    /// Answers one exchange; closing it is not its business.
    @FunctionalInterface
    interface Handler {
        void handle(HttpExchange exchange, JsonNode body) throws IOException;
    }

    StubHttp(Handler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                paths.add(exchange.getRequestURI().getPath());
                byte[] body = exchange.getRequestBody().readAllBytes();
                handler.handle(exchange, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void recordChat(JsonNode body) {
        chats.add(body);
    }

    List<JsonNode> chats() {
        return List.copyOf(chats);
    }

    List<String> paths() {
        return List.copyOf(paths);
    }

    void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes =
                (body instanceof String text ? text : JSON.writeValueAsString(body)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Sends lines as one stream; the stream ends when the exchange is closed.
    OutputStream stream(HttpExchange exchange, List<String> lines) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        for (String line : lines) {
            write(body, line);
        }
        return body;
    }

    static void write(OutputStream body, String line) throws IOException {
        body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    /// Waits until the stub is closed.
    void hang() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Leaves a reply unfinished: its promised length is never sent.
    static void drop(HttpExchange exchange, String begun) throws IOException {
        byte[] bytes = begun.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length + 1000L);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
