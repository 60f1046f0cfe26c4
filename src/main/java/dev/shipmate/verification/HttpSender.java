package dev.shipmate.verification;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests straight to where they are addressed: no proxy, no redirect, no cookie of its own.
final class HttpSender implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// Waits for the answer with the first `keptBytes` of its body, but no longer than `limit` for both.
    Reply send(HttpRequest request, Duration limit, int keptBytes) {
        CompletableFuture<HttpResponse<BoundedBody.Kept>> coming =
                client.sendAsync(request, _ -> new BoundedBody(keptBytes));
        try {
            HttpResponse<BoundedBody.Kept> came = coming.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answer(
                    came.statusCode(),
                    came.headers(),
                    came.body().text(),
                    came.body().whole());
        } catch (InterruptedException _) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Stopped();
        } catch (TimeoutException _) {
            coming.cancel(true);
            return new Reply.NoAnswer("no answer within %d seconds".formatted(limit.toSeconds()));
        } catch (ExecutionException e) {
            return new Reply.NoAnswer(why(e.getCause() == null ? e : e.getCause()));
        }
    }

    private static String why(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return "nobody listens there (connection refused)";
            }
        }
        String message = failure.getMessage();
        return "the connection broke off (%s)"
                .formatted(message == null ? failure.getClass().getSimpleName() : message);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
