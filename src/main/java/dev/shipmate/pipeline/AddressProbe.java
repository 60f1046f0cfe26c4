package dev.shipmate.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// Asks addresses whether anything answers there.
///
/// It speaks HTTP/1.1 only: a Node server takes the offer of HTTP/2 for the wish to change the protocol, and hangs up.
final class AddressProbe implements AutoCloseable {
    private static final List<String> MARKS = List.of("content-type", "server", "x-powered-by");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Duration limit;

    /// @param limit for one answer
    AddressProbe(Duration limit) {
        this.limit = limit;
    }

    /// What came of asking.
    sealed interface Answer {
        /// Something is there.
        ///
        /// @param marks what tells one program's answer from another's
        record Status(int code, List<String> marks) implements Answer {
            public Status {
                marks = List.copyOf(marks);
            }

            static Status of(HttpResponse<?> response) {
                return new Status(
                        response.statusCode(),
                        MARKS.stream()
                                .map(name -> response.headers().firstValue(name).orElse(""))
                                .toList());
            }

            /// Who answers without an error of the server is there, even if it wants a sign-in first.
            boolean works() {
                return code < 500;
            }
        }

        record Silence(String reason) implements Answer {}
    }

    Answer ask(URI url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(limit).build();
        try {
            return Answer.Status.of(http.send(request, HttpResponse.BodyHandlers.discarding()));
        } catch (IOException e) {
            String reason = e.getMessage();
            return new Answer.Silence(reason == null ? "nothing answers" : reason);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
