package dev.shipmate.model;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The one HTTP client through which the client library speaks to a model server.
///
/// It completes requests by what the library cannot send, keeps to the [ModelLimits], tries again after a lost
/// connection or a server error, and turns every failure into a [ModelException]. Streams are read on the
/// calling thread, so that interrupting it ends them at once.
final class WireClient implements dev.langchain4j.http.client.HttpClient {
    private final ServerDialect dialect;
    private final WireFailures failures;
    private final ModelLimits limits;
    private final Retries retries;
    private @Nullable HttpClient http;

    WireClient(ServerDialect dialect, WireFailures failures, ModelLimits limits) {
        this.dialect = dialect;
        this.failures = failures;
        this.limits = limits;
        this.retries = new Retries(limits);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return fetch(request, limits.decision());
    }

    /// The reply to one request that has to be there within a time of its own.
    SuccessfulHttpResponse fetch(HttpRequest request, Duration limit) {
        return retries.run(limit, remaining -> {
            HttpResponse<String> response =
                    await(http().sendAsync(plain(request), BodyHandlers.ofString(StandardCharsets.UTF_8)), remaining);
            require(response.statusCode(), response.body());
            String error = dialect.error(response.body());
            if (!error.isEmpty()) {
                throw dialect.failure(response.statusCode(), error);
            }
            return SuccessfulHttpResponse.builder()
                    .statusCode(response.statusCode())
                    .headers(response.headers().map())
                    .body(response.body())
                    .build();
        });
    }

    /// Reads the whole stream before it returns.
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        var events = new WatchedEvents(listener, dialect, failures);
        try (WatchedStream body = retries.run(limits.firstSign(), remaining -> open(request, remaining))) {
            events.onOpen(SuccessfulHttpResponse.builder().statusCode(200).build());
            parser.parse(body, events);
            events.onClose();
        } catch (ModelException e) {
            listener.onError(e);
        }
    }

    private WatchedStream open(HttpRequest request, Duration remaining) {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                await(http().sendAsync(plain(request), BodyHandlers.ofPublisher()), remaining);
        var body = new WatchedStream(limits);
        response.body().subscribe(body);
        if (response.statusCode() >= 300) {
            try (body) {
                require(response.statusCode(), text(body));
            } catch (IOException e) {
                throw failures.of(e);
            }
        }
        return body;
    }

    private static String text(WatchedStream body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        body.transferTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void require(int status, String body) {
        if (status >= 300) {
            String error = dialect.error(body);
            throw dialect.failure(status, error.isEmpty() ? body.strip() : error);
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration limit) {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            future.cancel(true);
            throw WireFailures.interrupted(e);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw failures.of(new HttpTimeoutException("no reply for %d s".formatted(limit.toSeconds())));
        } catch (ExecutionException e) {
            throw failures.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private java.net.http.HttpRequest plain(HttpRequest request) {
        var plain = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> plain.header(name, value)));
        String body = request.body();
        return plain.method(
                        request.method().name(),
                        body == null
                                ? java.net.http.HttpRequest.BodyPublishers.noBody()
                                : java.net.http.HttpRequest.BodyPublishers.ofString(
                                        dialect.completed(request.url(), body)))
                .build();
    }

    private synchronized HttpClient http() {
        HttpClient client = http;
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(limits.connect())
                    .build();
            http = client;
        }
        return client;
    }

    /// Hands this client to a model builder of the library.
    HttpClientBuilder builder() {
        return builder(this);
    }

    static HttpClientBuilder builder(dev.langchain4j.http.client.HttpClient client) {
        return new Ready(client);
    }

    /// The library sets its own time limits, which would be second ones beside [ModelLimits].
    private record Ready(dev.langchain4j.http.client.HttpClient client) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return ModelLimits.DEFAULT.connect();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return ModelLimits.DEFAULT.decision();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public dev.langchain4j.http.client.HttpClient build() {
            return client;
        }
    }
}
