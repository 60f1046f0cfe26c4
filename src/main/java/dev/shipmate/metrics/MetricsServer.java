package dev.shipmate.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Answers scrapes at `/metrics` with what was seen last, in the text format that the scraper asks for.
public final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ClusterMetrics metrics = new ClusterMetrics();
    private final Supplier<ClusterLook> newest;

    private MetricsServer(HttpServer server, Supplier<ClusterLook> newest) {
        this.server = server;
        this.newest = newest;
    }

    /// Throws an `UncheckedIOException` when the address cannot be listened on.
    public static MetricsServer start(InetSocketAddress address, Supplier<ClusterLook> newest) {
        try {
            var server = new MetricsServer(HttpServer.create(address, 0), newest);
            server.server.setExecutor(server.executor);
            server.server.createContext("/", server::handle);
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen on %s port %d. Choose another with --port or --listen."
                            .formatted(address.getHostString(), address.getPort()),
                    e);
        }
    }

    /// Where it is answered.
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://%s:%d%s".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort(), PATH);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "text/plain; charset=utf-8", "Only GET and HEAD are answered.\n");
            } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
                send(exchange, 404, "text/plain; charset=utf-8", "The metrics are at %s.\n".formatted(PATH));
            } else {
                metrics(exchange);
            }
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        String accept = String.join(",", accepted);
        ExpositionFormatWriter writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT;
        var body = new ByteArrayOutputStream();
        writer.write(body, metrics.of(newest.get()), EscapingScheme.fromAcceptHeader(accept));
        send(exchange, 200, writer.getContentType(), body.toByteArray());
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
