package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Stands between the program and a model server, passes everything on, and keeps what was said.
final class WireRecorder implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final URI target;
    private final HttpServer server;

    WireRecorder(String target) {
        this.target = URI.create(target);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What was asked of which address, and the whole answer.
    record Exchange(String path, String request, String answer) {}

    List<String> requests() {
        return exchanges.stream().map(Exchange::request).toList();
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var answered = new ByteArrayOutputStream();
        HttpRequest request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .build();
        try (exchange) {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), 0);
            try (InputStream answer = response.body()) {
                OutputStream caller = exchange.getResponseBody();
                byte[] piece = new byte[8192];
                for (int read = answer.read(piece); read >= 0; read = answer.read(piece)) {
                    answered.write(piece, 0, read);
                    caller.write(piece, 0, read);
                    caller.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchanges.add(new Exchange(
                    exchange.getRequestURI().getPath(), new String(body, UTF_8), answered.toString(UTF_8)));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
