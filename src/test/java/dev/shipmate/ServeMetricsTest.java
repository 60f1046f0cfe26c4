package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `shipmate serve metrics` on the sandbox.
@Timeout(60)
class ServeMetricsTest extends WholeProgram {
    private static final Pattern URL = Pattern.compile("at (http://\\S+);");

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private Thread program = Thread.currentThread();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void findingsAndWorkloadsOfTheSandboxAreServedUntilItIsStopped() throws Exception {
        String url = start("serve", "metrics", "--sandbox", "--port", "0", "--interval", "1s");
        assertThat(url).startsWith("http://127.0.0.1:");
        String metrics = scrape(url);
        while (!metrics.contains("shipmate_up 1.0")) {
            Thread.onSpinWait();
            metrics = scrape(url);
        }

        assertThat(metrics)
                .containsPattern(
                        "shipmate_finding\\{id=\"image-tag-missing\",namespace=\"todo\",object=\"deployment/mailer\",severity=\"error\"} 1.0")
                .contains("shipmate_workload_replicas_desired{namespace=\"todo\",workload=\"deployment/frontend\"} 2.0")
                .contains("shipmate_workload_replicas_ready{namespace=\"todo\",workload=\"deployment/backend\"} 0.0")
                .containsPattern(
                        "shipmate_workload_container_restarts\\{namespace=\"todo\",workload=\"deployment/worker\"} [1-9]")
                .containsPattern("shipmate_diagnosis_duration_seconds [0-9.]+")
                .contains("shipmate_diagnosis_unseen_kinds 0.0");
        program.interrupt();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void anAddressThatOthersReachIsWarnedOf() throws Exception {
        start("serve", "metrics", "--sandbox", "--port", "0", "--listen", "0.0.0.0");
        while (!err.toString().contains("Everyone who reaches this address")) {
            Thread.onSpinWait();
        }
        program.interrupt();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "serve nothing",
                "serve metrics --port 65536",
                "serve metrics --port many",
                "serve metrics --interval never",
                "serve metrics --listen no.such.host.invalid",
                "serve metrics -A -n todo",
            })
    void wrongUsageExitsWithTwo(String line) {
        assertThat(shipmate(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("shipmate: ");
    }

    /// Where it serves.
    private String start(String... arguments) {
        program = Thread.ofPlatform().start(() -> ended.complete(shipmate(arguments)));
        Matcher url = URL.matcher(err.toString());
        while (!url.find() && !ended.isDone()) {
            Thread.onSpinWait();
            url = URL.matcher(err.toString());
        }
        return url.group(1);
    }

    private String scrape(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
