package dev.shipmate.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP to one API server, with the kubeconfig's credentials, proxies and certificates.
///
/// A 404 is an empty answer; every other failure is a [ClusterException]. A blocked call ends at once with a
/// `CancellationException` when its thread is interrupted.
final class Connection implements AutoCloseable {
    static final String JSON = "application/json";

    /// Lists are read object by object out of one document, so an object is not the end of its text.
    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private volatile Wire wire;

    Connection(Kubeconfig kubeconfig) {
        this.wire = Wire.along(kubeconfig);
    }

    /// Where the requests go, by one reading of the kubeconfig.
    private record Wire(HttpClient http, Kubeconfig kubeconfig, ClusterTarget target) {
        static Wire along(Kubeconfig kubeconfig) {
            // The factory is named: a service look-up would scan the class path. Its builder applies the client's own
            // interceptors for tokens, their refresh, exec plugins and impersonation.
            ClusterTarget target = kubeconfig.target();
            try {
                return new Wire(
                        new StayingHttp().newBuilder(kubeconfig.config()).build(), kubeconfig, target);
            } catch (KubernetesClientException e) {
                throw new ApiErrors(target).unusable(e);
            }
        }
    }

    /// Goes on along another reading of the kubeconfig; requests that are on their way end.
    void renew(Kubeconfig kubeconfig) {
        Wire before = wire;
        wire = Wire.along(kubeconfig);
        before.http().close();
    }

    Kubeconfig kubeconfig() {
        return wire.kubeconfig();
    }

    ClusterTarget target() {
        return wire.target();
    }

    /// The answer as a tree, or nothing when there is no such thing.
    Optional<JsonNode> find(ApiPath path, String accept) {
        Optional<InputStream> body = open(path, accept);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = body.get()) {
            return Optional.of(MAPPER.readTree(in));
        } catch (IOException | JacksonException e) {
            throw unreadable(path, e);
        }
    }

    Optional<JsonNode> find(ApiPath path) {
        return find(path, JSON);
    }

    /// The answer as it comes in. The caller closes it.
    Optional<InputStream> open(ApiPath path, String accept) {
        return begin(path, accept).open();
    }

    /// Asks now for what is opened later.
    Coming begin(ApiPath path, String accept) {
        return new Coming(path, send(path, builder -> builder.header("Accept", accept)));
    }

    /// An answer that is on its way. It must be opened or given up.
    final class Coming {
        private final ApiPath path;
        private final CompletableFuture<HttpResponse<InputStream>> reply;

        private Coming(ApiPath path, CompletableFuture<HttpResponse<InputStream>> reply) {
            this.path = path;
            this.reply = reply;
        }

        /// As it comes in; the caller closes it.
        Optional<InputStream> open() {
            return opened(path, reply);
        }

        void giveUp() {
            if (!reply.cancel(true) && reply.state() == Future.State.SUCCESS) {
                text(reply.resultNow());
            }
        }
    }

    /// Sends a change and returns what the object looks like afterwards, or nothing when there is no such object.
    Optional<JsonNode> send(String method, ApiPath path, String contentType, String body) {
        Optional<InputStream> answer =
                answer(path, builder -> builder.header("Accept", JSON).method(method, contentType, body));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = answer.get()) {
            return Optional.of(MAPPER.readTree(in));
        } catch (IOException | JacksonException e) {
            throw unreadable(path, e);
        }
    }

    /// What to throw when reading an answer failed: a read that was interrupted fails too.
    RuntimeException unreadable(ApiPath path, Exception e) {
        return Thread.currentThread().isInterrupted() ? stopped(path) : errors().unreadable(path, e);
    }

    /// What came back and how, whatever its status; nothing when it took longer than `limit`. At most `most` bytes are
    /// read, and what is missing after the limit is left out.
    Optional<Reply> reply(ApiPath path, Duration limit, int most) {
        CompletableFuture<HttpResponse<InputStream>> sent = send(path, builder -> builder.header("Accept", "*/*"));
        try {
            HttpResponse<InputStream> response = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(new Reply(response.code(), BoundedText.read(response.body(), most, limit)));
        } catch (TimeoutException _) {
            sent.cancel(true);
            return Optional.empty();
        } catch (InterruptedException _) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw stopped(path);
        } catch (ExecutionException e) {
            throw errors().unreachable(path, e.getCause() == null ? e : e.getCause());
        }
    }

    /// An answer as it came.
    record Reply(int status, String body) {}

    private CompletableFuture<HttpResponse<InputStream>> send(ApiPath path, UnaryOperator<HttpRequest.Builder> fill) {
        Wire now = wire;
        String server = now.target().server();
        if (server.isEmpty()) {
            throw errors().notStarted(path);
        }
        HttpRequest request = fill.apply(now.http().newHttpRequestBuilder().uri(server + path.uri()))
                .build();
        return now.http().sendAsync(request, InputStream.class);
    }

    private Optional<InputStream> answer(ApiPath path, UnaryOperator<HttpRequest.Builder> fill) {
        return opened(path, send(path, fill));
    }

    private Optional<InputStream> opened(ApiPath path, CompletableFuture<HttpResponse<InputStream>> reply) {
        HttpResponse<InputStream> response = await(path, reply);
        if (response.isSuccessful()) {
            return Optional.of(response.body());
        }
        String body = text(response);
        if (response.code() == 404) {
            return Optional.empty();
        }
        throw errors().ofStatus(path, response.code(), body);
    }

    private HttpResponse<InputStream> await(ApiPath path, CompletableFuture<HttpResponse<InputStream>> reply) {
        try {
            return reply.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw stopped(path);
        } catch (TimeoutException e) {
            reply.cancel(true);
            throw errors().unreachable(path, e);
        } catch (ExecutionException e) {
            throw errors().unreachable(path, e.getCause() == null ? e : e.getCause());
        }
    }

    /// What to throw when the API server turned a request down by itself.
    ClusterException refused(ApiPath path, Reply reply) {
        return errors().ofStatus(path, reply.status(), reply.body());
    }

    private ApiErrors errors() {
        return new ApiErrors(wire.target());
    }

    private static CancellationException stopped(ApiPath path) {
        return new CancellationException("Stopped while asking the API server to %s.".formatted(path.about()));
    }

    private static String text(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return new String(in.readNBytes(16_384), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public void close() {
        wire.http().close();
    }
}
