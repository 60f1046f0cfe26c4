package dev.shipmate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.Write;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.Patience;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.sandbox.Sandbox;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveBoardTest {
    /// Against an API server that watches for real.
    @Nested
    class OfTheSandbox {
        @Test
        void theShopIsShownAndAChangeIsSeen() {
            try (Sandbox sandbox = Sandbox.start();
                    Cluster cluster = Cluster.open(
                            ClusterOptions.ofServer(Sandbox.CONTEXT, sandbox.server(), Sandbox.NAMESPACE));
                    LiveBoard live = open(cluster)) {
                Board board = Patience.until(
                        live::board,
                        it -> !it.loading() && it.followed().followed() > 0 && uses(it, "frontend") && warned(it));
                assertThat(board.rows().getFirst().health()).isEqualTo(BoardHealth.BAD);
                assertThat(row(board, "backend").status()).isEqualTo("CrashLoopBackOff");
                assertThat(row(board, "frontend").desired()).isEqualTo(2);
                assertThat(board.services()).extracting(BoardService::name).contains("backend", "frontend");
                assertThat(board.notes()).isEmpty();

                long before = live.version();
                cluster.writes(Write.STORED)
                        .patch(
                                new ObjectName(KnownKinds.DEPLOYMENTS, Sandbox.NAMESPACE, "frontend"),
                                Patch.merge(new JsonMapper().readTree("{\"spec\":{\"replicas\":3}}")));
                Patience.until(() -> row(live.board(), "frontend"), row -> row.desired() == 3);
                assertThat(live.version()).isGreaterThan(before);
            }
        }
    }

    @Nested
    class OfAnApiServer {
        private static final String NAMESPACE = "/api/v1/namespaces/todo/";
        private static final String APPS = "/apis/apps/v1/namespaces/todo/";

        @Test
        void toLookCostsNoRequest() {
            try (FakeApiServer server = serving();
                    Cluster cluster = server.cluster();
                    LiveBoard live = open(cluster)) {
                Patience.until(server::requests, requests -> watches(requests) == 7 && asked(requests, "metrics") == 1);
                List<String> before = server.requests();

                for (int i = 0; i < 50; i++) {
                    assertThat(live.board().loading()).isFalse();
                }

                assertThat(before).hasSize(15);
                assertThat(server.requests()).isEqualTo(before);
            }
        }

        @Test
        void whatIsForbiddenIsSaidAndTheRestIsShown() {
            try (FakeApiServer server = serving()
                            .with(NAMESPACE + "events", 403, "{\"message\":\"events is forbidden\"}")
                            .with("/apis/metrics.k8s.io/v1beta1/namespaces/todo/pods", 404, "{}");
                    Cluster cluster = server.cluster();
                    LiveBoard live = open(cluster)) {
                Board board = Patience.until(
                        live::board, it -> !it.loading() && it.notes().size() == 2);
                assertThat(board.rows()).extracting(BoardRow::name).containsExactly("alone");
                assertThat(board.notes().getFirst())
                        .startsWith("Cannot see events: Not allowed to list events in namespace todo");
                assertThat(board.notes().getLast()).isEqualTo("No metrics: the cluster has no metrics server.");
            }
        }

        @Test
        void itIsClosedAtOnceAndAsksNothingAfterwards() {
            try (FakeApiServer server = serving();
                    Cluster cluster = server.cluster()) {
                LiveBoard live = open(cluster);
                Patience.until(server::requests, requests -> watches(requests) == 7);
                live.close();
                List<String> before = server.requests();
                cluster.version();

                assertThat(server.requests()).hasSize(before.size() + 1);
            }
        }

        private static FakeApiServer serving() {
            var server = new FakeApiServer();
            Stream.of(
                            NAMESPACE + "services",
                            NAMESPACE + "events",
                            APPS + "deployments",
                            APPS + "statefulsets",
                            APPS + "daemonsets",
                            "/apis/discovery.k8s.io/v1/namespaces/todo/endpointslices")
                    .forEach(path -> server.with(path, exchange -> answer(exchange, "")));
            server.with("/apis/metrics.k8s.io/v1beta1/namespaces/todo/pods", 200, """
                    {"items":[{"metadata":{"name":"alone","namespace":"todo"},"containers":[]}]}""");
            return server.with(NAMESPACE + "pods", exchange -> answer(exchange, """
                    {"metadata":{"name":"alone","namespace":"todo"},"status":{"phase":"Running"}}"""));
        }

        private static void answer(HttpExchange exchange, String items) throws IOException {
            if (!exchange.getRequestURI().getQuery().contains("watch=true")) {
                FakeApiServer.send(
                        exchange, 200, "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[%s]}".formatted(items));
                return;
            }
            FakeApiServer.open("").to(exchange);
        }

        private static long watches(List<String> requests) {
            return asked(requests, "watch=true");
        }

        private static long asked(List<String> requests, String what) {
            return requests.stream().filter(request -> request.contains(what)).count();
        }
    }

    private static LiveBoard open(Cluster cluster) {
        return LiveBoard.open(cluster, () -> BoardApp.UNKNOWN, new PatternRedactor(), Clock.systemUTC());
    }

    private static boolean uses(Board board, String name) {
        return board.rows().stream()
                .anyMatch(row ->
                        row.name().equals(name) && row.cpuMillicores().used().isPresent());
    }

    private static boolean warned(Board board) {
        return board.warnings().stream().anyMatch(warning -> warning.reason().equals("BackOff"));
    }

    private static BoardRow row(Board board, String name) {
        return board.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
