package dev.shipmate.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// An API server that has nothing, for the templates of a chart that look something up.
///
/// Helm's `lookup` finds nothing when a chart is only rendered. The embedded Helm's asks the cluster of the current
/// context all the same, whichever that is, and fails without one.
final class EmptyCluster implements AutoCloseable {
    private static final String NO_KINDS = "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"resources\":[]}";
    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

    private final HttpServer server;

    private EmptyCluster(HttpServer server) {
        this.server = server;
    }

    /// Starts it, and writes a kubeconfig that leads to it.
    static EmptyCluster start(Path kubeconfig) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", EmptyCluster::answer);
        server.start();
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                current-context: empty
                contexts: [{name: empty, context: {cluster: empty, user: empty}}]
                users: [{name: empty, user: {}}]
                clusters: [{name: empty, cluster: {server: "http://127.0.0.1:%d"}}]
                """.formatted(server.getAddress().getPort()));
        return new EmptyCluster(server);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Only the question which kinds there are has a time limit of its own. Of a kind that is not among them,
            // Helm
            // asks for an object all the same.
            boolean kinds = String.valueOf(exchange.getRequestURI().getQuery()).contains("timeout=");
            byte[] body = (kinds ? NO_KINDS : NOT_FOUND).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(kinds ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
