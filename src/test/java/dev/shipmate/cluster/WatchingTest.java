package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WatchEvent.Denied;
import dev.shipmate.cluster.WatchEvent.Gone;
import dev.shipmate.cluster.WatchEvent.Listed;
import dev.shipmate.cluster.WatchEvent.Listing;
import dev.shipmate.cluster.WatchEvent.Lost;
import dev.shipmate.cluster.WatchEvent.Seen;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchingTest {
    private static final String SERVICES = "/api/v1/namespaces/todo/services";
    private static final WatchPace QUICK = pace(Duration.ofMillis(80), Duration.ofSeconds(60));

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final BlockingQueue<WatchEvent<ServiceView>> events = new LinkedBlockingQueue<>();

    /// What each watch is answered with, one after the other; the last one stays open.
    private final BlockingQueue<FakeApiServer.Answer> watches = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void whatThereIsComesFirstAndThenEachChange() throws InterruptedException {
        watches.add(lines(
                change("ADDED", "db", 11),
                change("MODIFIED", "web", 12),
                change("DELETED", "db", 13),
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Service\",\"metadata\":{\"resourceVersion\":\"20\"}}}"));
        serveList("web");

        try (Watching watching = cluster.watch(QUICK)) {
            watching.services(events::add);

            assertThat(next(6))
                    .containsExactly(
                            new Listing<>(),
                            new Seen<>(service("web")),
                            new Listed<>(),
                            new Seen<>(service("db")),
                            new Seen<>(service("web")),
                            new Gone<>(service("db")));
            assertThat(request("watch=true", 1))
                    .contains("resourceVersion=10", "allowWatchBookmarks=true", "timeoutSeconds=60");
        }
    }

    @Test
    void aWatchThatTheServerEndsInItsTimeGoesOnWithoutAList() throws InterruptedException {
        watches.add(lines(change("ADDED", "db", 11)));
        watches.add(lines(change("ADDED", "cache", 12)));
        serveList("web");

        try (Watching watching = cluster.watch(QUICK)) {
            watching.services(events::add);

            assertThat(next(5)).endsWith(new Seen<>(service("db")), new Seen<>(service("cache")));
            assertThat(request("watch=true", 2)).contains("resourceVersion=11");
            assertThat(requests("limit=")).hasSize(1);
        }
    }

    /// "410 Gone … clients must handle the case by recognizing the status code 410 Gone, clearing their local cache,
    /// performing a new get or list operation" (Kubernetes API Concepts, Efficient detection of changes).
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVersionThatIsTooOldLeadsToANewList(boolean byStatus) throws InterruptedException {
        String gone = "{\"kind\":\"Status\",\"code\":410,\"message\":\"too old resource version\"}";
        watches.add(
                byStatus
                        ? exchange -> FakeApiServer.send(exchange, 410, gone)
                        : lines("{\"type\":\"ERROR\",\"object\":%s}".formatted(gone)));
        serveList("web");

        try (Watching watching = cluster.watch(QUICK)) {
            watching.services(events::add);

            List<WatchEvent<ServiceView>> heard = next(7);
            assertThat(heard.get(3))
                    .isInstanceOfSatisfying(
                            Lost.class, lost -> assertThat(lost.reason()).contains("too old resource version"));
            assertThat(heard.subList(4, 7))
                    .containsExactly(new Listing<>(), new Seen<>(service("web")), new Listed<>());
        }
    }

    @Test
    void aConnectionThatBreaksIsSaidAndMadeAgain() throws InterruptedException {
        watches.add(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"type\":\"ADD".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            // Closed before all of it was sent.
        });
        serveList("web");

        try (Watching watching = cluster.watch(QUICK)) {
            watching.services(events::add);

            assertThat(next(7))
                    .filteredOn(event -> event instanceof Lost || event instanceof Listed)
                    .hasExactlyElementsOfTypes(Listed.class, Lost.class, Listed.class);
        }
    }

    /// A peer that is gone, such as a machine that was unplugged, ends no connection.
    @Test
    void aWatchThatNothingEndsIsGivenUp() throws InterruptedException {
        serveList("web");

        try (Watching watching = cluster.watch(pace(Duration.ofMillis(80), Duration.ofMillis(100)))) {
            watching.services(events::add);

            assertThat(next(7))
                    .filteredOn(event -> event instanceof Lost || event instanceof Listed)
                    .hasExactlyElementsOfTypes(Listed.class, Lost.class, Listed.class);
        }
    }

    @Test
    void whatIsForbiddenIsSaidAndTriedAgainFromTimeToTime() throws InterruptedException {
        server.with(SERVICES, 403, "{\"message\":\"services is forbidden: User \\\"jane\\\" cannot list\"}");

        try (Watching watching = cluster.watch(QUICK)) {
            watching.services(events::add);

            List<WatchEvent<ServiceView>> heard = next(2);
            assertThat(heard.getLast())
                    .isInstanceOfSatisfying(
                            Denied.class,
                            denied -> assertThat(denied.reason())
                                    .contains(
                                            "Not allowed to list services in namespace todo",
                                            "User \"jane\" cannot list"));
            serveList("web");
            assertThat(nextOf(Listed.class)).isNotNull();
        }
    }

    @Test
    void aKindThatTheServerDoesNotKnowIsSaid() throws InterruptedException {
        try (Watching watching = cluster.watch(QUICK)) {
            watching.services(events::add);

            assertThat(nextOf(Denied.class).reason())
                    .isEqualTo("The API server does not know how to list services in namespace todo.");
        }
    }

    /// Nothing is heard of it, so only the number of requests could grow without end.
    @Test
    void aServerThatEndsWatchesAtOnceIsLeftAloneMoreAndMore() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            watches.add(lines());
        }
        serveList("web");

        try (Watching watching = cluster.watch(pace(Duration.ofSeconds(30), Duration.ofSeconds(60)))) {
            watching.services(events::add);
            next(3);
            assertThat(request("watch=true", 4)).isNotEmpty();
            int left = watches.size();
            // The fifth pause is at least 16 times the first one, so that few more watches fit into it.
            assertThat(events.poll(300, TimeUnit.MILLISECONDS)).isNull();
            assertThat(left - watches.size()).isLessThan(3);
        }
    }

    @Test
    void nothingIsHeardOnceItIsClosed() throws InterruptedException {
        serveList("web");
        Watching watching = cluster.watch(QUICK);
        watching.services(events::add);
        next(3);
        assertThat(request("watch=true", 1)).isNotEmpty();

        watching.close();

        assertThat(events).isEmpty();
    }

    @Test
    void onlyWarningsAreAskedForOfEvents() {
        server.with("/api/v1/namespaces/todo/events", 200, "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[]}");

        try (Watching watching = cluster.watch(QUICK)) {
            watching.warnings(_ -> {});

            assertThat(request("limit=", 1)).contains("fieldSelector=type%3DWarning");
        }
    }

    private static WatchPace pace(Duration longestPause, Duration oneWatch) {
        return new WatchPace(Duration.ofMillis(20), longestPause, Duration.ofMillis(50), oneWatch, oneWatch);
    }

    private void serveList(String name) {
        server.with(SERVICES, exchange -> {
            if (!exchange.getRequestURI().getQuery().contains("watch=true")) {
                FakeApiServer.send(
                        exchange,
                        200,
                        "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[%s]}".formatted(object(name, 9)));
                return;
            }
            FakeApiServer.Answer answer = watches.poll();
            (answer == null ? FakeApiServer.open("") : answer).to(exchange);
        });
    }

    private static FakeApiServer.Answer lines(String... lines) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (String line : lines) {
                exchange.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        };
    }

    private static String change(String type, String name, int version) {
        return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object(name, version));
    }

    private static String object(String name, int version) {
        return """
                {"metadata":{"name":"%s","namespace":"todo","resourceVersion":"%d"},"spec":{"selector":{"app":"x"}}}""".formatted(name, version);
    }

    private static ServiceView service(String name) {
        return new ServiceView("todo", name, "ClusterIP", true);
    }

    private List<WatchEvent<ServiceView>> next(int count) throws InterruptedException {
        var heard = new ArrayList<WatchEvent<ServiceView>>();
        while (heard.size() < count) {
            WatchEvent<ServiceView> event = events.poll(20, TimeUnit.SECONDS);
            assertThat(event).as("after %s", heard).isNotNull();
            heard.add(event);
        }
        return heard;
    }

    private <E> E nextOf(Class<E> type) throws InterruptedException {
        while (true) {
            WatchEvent<ServiceView> event = next(1).getFirst();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    private List<String> requests(String with) {
        return server.requests().stream()
                .filter(request -> request.contains(with))
                .toList();
    }

    private String request(String with, int number) {
        return Patience.until(() -> requests(with), found -> found.size() >= number)
                .get(number - 1);
    }
}
