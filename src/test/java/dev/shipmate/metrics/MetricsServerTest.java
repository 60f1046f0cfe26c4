package dev.shipmate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final MetricsServer server =
            MetricsServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> {
                asked.incrementAndGet();
                return new ClusterLook.Pending();
            });
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aScrapeGetsTheClassicTextFormat() throws Exception {
        HttpResponse<String> answer = get("", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body()).contains("# TYPE shipmate_up gauge", "shipmate_up 0.0");
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoAsksForOpenMetricsGetsThatWithItsEnd() throws Exception {
        HttpResponse<String> answer = get("", "application/openmetrics-text; version=1.0.0");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(answer.body()).as("\"Expositions MUST end with EOF\"").endsWith("# EOF\n");
    }

    @Test
    void whoCannotReadAnythingElseGetsTextToo() throws Exception {
        assertThat(get("", "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily")
                        .body())
                .contains("shipmate_up 0.0");
    }

    @Test
    void otherPathsSayWhereTheMetricsAre() throws Exception {
        HttpResponse<String> answer = get("/../", "*/*");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("The metrics are at /metrics.\n");
        assertThat(asked).hasValue(0);
    }

    @Test
    void nothingIsTaken() throws Exception {
        HttpResponse<String> answer = send(request("").POST(HttpRequest.BodyPublishers.ofString("x")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        HttpResponse<String> answer = send(request("").HEAD());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
        assertThatThrownBy(() -> MetricsServer.start(address, ClusterLook.Pending::new))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port %d".formatted(address.getPort()))
                .hasMessageContaining("--port");
    }

    private HttpResponse<String> get(String more, String accept) throws IOException, InterruptedException {
        return send(request(more).header("Accept", accept).GET());
    }

    private HttpRequest.Builder request(String more) {
        return HttpRequest.newBuilder(URI.create(server.url() + more));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
