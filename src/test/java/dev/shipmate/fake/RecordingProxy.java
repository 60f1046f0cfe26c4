package dev.shipmate.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server that passes every request on to another one, and remembers what went over the wire. It may change the
/// answers.
public final class RecordingProxy implements AutoCloseable {
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;
    private final Forgery forgery;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /// Makes another answer to a request out of the real one.
    @FunctionalInterface
    public interface Forgery {
        byte[] of(String path, byte[] answer);
    }

    public RecordingProxy(String server) {
        this(server, (_, answer) -> answer);
    }

    public RecordingProxy(String server, Forgery forgery) {
        this.server = server;
        this.forgery = forgery;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::pass);
        http.start();
    }

    public String server() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /// The requests that change something, such as `PATCH /apis/apps/v1/…?dryRun=All`.
    public List<String> writes() {
        return requests.stream().filter(request -> !request.startsWith("GET ")).toList();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            HttpResponse<byte[]> answer = client.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] body = forgery.of(exchange.getRequestURI().getPath(), answer.body());
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String header : List.of("Accept", "Content-Type")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return request.build();
    }

    @Override
    public void close() {
        http.stop(0);
        client.close();
    }
}
