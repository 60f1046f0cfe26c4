package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.ToolResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeClusterTest {
    private static final int PODS = 10_000;
    private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)");

    private final FakeApiServer server =
            new FakeApiServer().with("/api/v1/namespaces/todo/pods", LargeClusterTest::page);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tenThousandPodsAreCountedAndOnlyTheUnhealthyShown() {
        try (Cluster cluster = server.cluster()) {
            var tools = new ToolRun(cluster, Clock.systemUTC());

            ToolResult result = tools.run("list_pods");

            assertThat(result)
                    .isInstanceOfSatisfying(
                            ToolResult.Completed.class,
                            completed -> assertThat(completed.blocks().getFirst())
                                    .isEqualTo(new Block.Fact(
                                            "10000 pods in namespace todo: 9990 Running, 10 CrashLoopBackOff.")));
            assertThat(ToolRun.table(result).rows()).hasSize(10).allMatch(row -> row.contains("CrashLoopBackOff"));
            assertThat(ToolRun.table(result).omitted()).isEqualTo(9_990);
        }
    }

    @Test
    void theyAreReadInPagesOfFiveHundred() {
        try (Cluster cluster = server.cluster()) {
            new ToolRun(cluster, Clock.systemUTC()).run("list_pods");
        }
        assertThat(server.requests()).hasSize(20).allMatch(request -> request.contains("limit=500"));
    }

    private static void page(HttpExchange exchange) throws IOException {
        Matcher from = CONTINUE.matcher(exchange.getRequestURI().getQuery());
        int first = from.find() ? Integer.parseInt(from.group(1)) : 0;
        int next = first + 500;
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(
                    out,
                    "{\"kind\":\"PodList\",\"metadata\":{\"continue\":\"%s\"},\"items\":["
                            .formatted(next < PODS ? String.valueOf(next) : ""));
            for (int i = first; i < next; i++) {
                write(out, (i == first ? "" : ",") + pod(i));
            }
            write(out, "]}");
        }
    }

    private static String pod(int i) {
        String state = i % 1_000 == 7
                ? "\"ready\":false,\"restartCount\":3,\"state\":{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}}"
                : "\"ready\":true,\"state\":{\"running\":{}}";
        return """
                {"metadata":{"namespace":"todo","name":"web-%05d","creationTimestamp":"2026-11-01T00:00:00Z"},
                 "spec":{"containers":[{"name":"web","image":"web:1"}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"web",%s}]}}""".formatted(i, state);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
