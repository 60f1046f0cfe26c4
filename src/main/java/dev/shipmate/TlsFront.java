package dev.shipmate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/// A door to the sandbox with TLS and client certificates, as real API servers have, so that an AOT cache is recorded
/// with what a real cluster needs. It listens on loopback.
final class TlsFront implements AutoCloseable {
    static final String PASSWORD = "warm-up";
    private static final String ALIAS = "warm-up";

    private final KeyStore identity;
    private final URI target;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();

    private TlsFront(KeyStore identity, URI target, HttpsServer server) {
        this.identity = identity;
        this.target = target;
        this.server = server;
    }

    /// @param identity a PKCS#12 file with one entry, `warm-up`, and that password
    static TlsFront start(String target, Path identity) throws IOException {
        try (InputStream file = Files.newInputStream(identity)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var front = new TlsFront(store, URI.create(target), server);
            server.setHttpsConfigurator(clientsMustShowWhoTheyAre(context(store)));
            server.setExecutor(front.threads);
            server.createContext("/", front::pass);
            server.start();
            return front;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot make use of the identity in " + identity, e);
        }
    }

    /// A kubeconfig that leads here, with the certificates in it.
    String kubeconfig(String namespace) throws IOException {
        try {
            String certificate =
                    pem("CERTIFICATE", identity.getCertificate(ALIAS).getEncoded());
            String key = pem(
                    "PRIVATE KEY",
                    identity.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            return """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: sandbox, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
                    users: [{name: sandbox, user: {client-certificate-data: %s, client-key-data: %s}}]
                    contexts: [{name: sandbox, context: {cluster: sandbox, user: sandbox, namespace: %s}}]
                    current-context: sandbox
                    """.formatted(server.getAddress().getPort(), certificate, certificate, key, namespace);
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot read the identity", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String header : new String[] {"Accept", "Content-Type"}) {
            exchange.getRequestHeaders()
                    .getOrDefault(header, List.of())
                    .forEach(value -> request.header(header, value));
        }
        try (exchange) {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            response.headers().firstValue("Content-Type").orElse("application/json"));
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpsConfigurator clientsMustShowWhoTheyAre(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = context.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        };
    }

    private static SSLContext context(KeyStore identity) throws GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry(ALIAS, identity.getCertificate(ALIAS));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /// PEM text, in Base64 once more, as a kubeconfig has it.
    private static String pem(String what, byte[] body) {
        String text = "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(body), what);
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
