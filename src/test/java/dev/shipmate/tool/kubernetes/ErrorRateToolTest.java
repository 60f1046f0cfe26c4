package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.tool.ToolResult.Failed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A pod that has been writing since before noon, looked at at noon.
class ErrorRateToolTest {
    private static final String PODS = "/api/v1/namespaces/todo/pods";
    private static final String LOG = PODS + "/web-1/log";
    private static final String PAGE = PODS + "/web-1:9100/proxy/metrics";
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final ToolRun tools = new ToolRun(cluster, Clock.fixed(NOON, ZoneOffset.UTC));

    @BeforeEach
    void aPodWithALog() {
        pod("");
        server.with(LOG, 200, """
                2026-11-26T11:05:00.000000000Z INFO started
                2026-11-26T11:35:00.000000000Z ERROR could not reach 10.0.0.1
                2026-11-26T11:36:00.000000000Z INFO request served
                2026-11-26T11:45:00.000000000Z ERROR could not reach 10.0.0.2
                2026-11-26T11:55:00.000000000Z FATAL disk is full
                """);
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void errorsAreCountedPerMinuteAndInTime() {
        String text = tools.text("error_rate", "name=web-1");

        assertThat(text)
                .startsWith(
                        "pod/web-1 wrote 5 entries to its log in the last 60m, 3 are an error or worse: 0.05 errors a"
                                + " minute, 60.0% of the entries; it is steady.")
                .contains("11:30 2 1 0.10")
                .contains("11:50 1 1 0.10")
                .contains("x2      could not reach <*>")
                .contains("disk is full");
        assertThat(server.requests()).anyMatch(request -> request.contains("sinceSeconds=3600"));
    }

    @Test
    void aPodThatBeganLaterIsCountedFromItsBeginning() {
        pod("\"startedAt\":\"2026-11-26T11:30:00Z\"");

        assertThat(tools.text("error_rate", "name=web-1", "since=1h")).contains("in the last 30m");
    }

    @Test
    void aSilentPodIsSaidToBeSilent() {
        server.with(LOG, 200, "");

        assertThat(tools.text("error_rate", "name=web-1"))
                .startsWith("pod/web-1 wrote nothing to its log in the last 60m.");
    }

    @Test
    void whereNoMetricsAreServedOnlyTheLogCounts() {
        assertThat(tools.text("error_rate", "name=web-1"))
                .contains(
                        "None of these pods says that it serves Prometheus metrics, so only their logs were counted.");
    }

    @Test
    void requestsAreCountedBetweenTwoReadingsAndSinceTheBeginning() {
        annotate("9100");
        var readings = new AtomicInteger();
        server.with(
                PAGE,
                exchange -> FakeApiServer.send(
                        exchange, 200, """
                # TYPE http_requests_total counter
                http_requests_total{code="200"} %d
                http_requests_total{code="500"} %d
                """.formatted(90 + readings.get() * 15, 10 + readings.getAndIncrement() * 5)));

        assertThat(tools.text("error_rate", "name=web-1"))
                .contains(
                        "20 requests were answered between two readings, 0 seconds apart, 5 of them with 5xx (25.0%).")
                .contains("Since they began, 1 pod answered 120 requests, 15 of them with 5xx (12.5%), by their counter"
                        + " http_requests_total.");
    }

    @Test
    void metricsThatCannotBeReadAreSaid() {
        annotate("9100");
        server.with(PAGE, 503, """
                {"kind":"Status","message":"error trying to reach service: dial tcp 10.0.0.1:9100: connect: connection refused"}""");

        assertThat(tools.text("error_rate", "name=web-1"))
                .contains("Their metrics could not be read: port 9100 of pod/web-1: error trying to reach service: dial"
                        + " tcp 10.0.0.1:9100: connect: connection refused.");
    }

    @Test
    void whoMayNotUseTheProxyIsTold() {
        annotate("9100");
        server.with(PAGE, 403, """
                {"kind":"Status","message":"pods \\"web-1:9100\\" is forbidden: cannot get resource \\"pods/proxy\\""}""");

        assertThat(tools.text("error_rate", "name=web-1"))
                .contains("Their metrics could not be read: you may not use pods/proxy in this namespace.");
    }

    @Test
    void aPathThatLeadsElsewhereStaysBelowTheProxy() {
        server.with(PODS + "/web-1", 200, """
                {"metadata":{"namespace":"todo","name":"web-1","annotations":{"prometheus.io/scrape":"true",
                 "prometheus.io/port":"9100","prometheus.io/path":"/../../../secrets?limit=1"}},
                 "spec":{"containers":[{"name":"web"}]},"status":{"phase":"Running"}}""");

        tools.text("error_rate", "name=web-1");

        assertThat(server.requests())
                .filteredOn(request -> request.contains("9100"))
                .isNotEmpty()
                .allMatch(request -> request.endsWith("/proxy/secrets"));
    }

    @Test
    void aTimeThatCannotBeCountedOverIsRefused() {
        assertThat(tools.run("error_rate", "name=web-1", "since=5s")).isInstanceOf(Failed.class);
    }

    @Test
    void withoutANameTheWholeNamespaceCounts() {
        assertThat(tools.text("error_rate")).startsWith("The pods in namespace todo wrote 5 entries to their log");
    }

    private void pod(String running) {
        String pod = """
                {"metadata":{"namespace":"todo","name":"web-1"},"spec":{"containers":[{"name":"web"}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"web","ready":true,"state":{"running":{%s}}}]}}""".formatted(running.isEmpty() ? "\"startedAt\":\"2026-11-26T08:00:00Z\"" : running);
        server.with(PODS + "/web-1", 200, pod);
        server.with(PODS, 200, "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[" + pod + "]}");
    }

    private void annotate(String port) {
        server.with(PODS + "/web-1", 200, """
                {"metadata":{"namespace":"todo","name":"web-1","annotations":{"prometheus.io/scrape":"true",
                 "prometheus.io/port":"%s"}},"spec":{"containers":[{"name":"web"}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"web","ready":true,
                  "state":{"running":{"startedAt":"2026-11-26T08:00:00Z"}}}]}}""".formatted(port));
    }
}
