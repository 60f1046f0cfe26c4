package dev.shipmate.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Watches the objects of one kind until its thread is interrupted: lists them, then hears each change.
///
/// Whatever goes wrong, it lists anew after a pause that grows. Only one object is in memory at a time.
final class ObjectWatch<T> implements Runnable {
    /// A watch that lasted so long was a good one, even if nothing happened.
    private static final Duration GOOD = Duration.ofSeconds(10);

    private final Connection connection;
    private final ApiPath list;
    private final Function<JsonNode, T> reader;
    private final Consumer<WatchEvent<T>> listener;
    private final WatchPace pace;
    private int failures;

    ObjectWatch(
            Connection connection,
            ApiPath list,
            Function<JsonNode, T> reader,
            Consumer<WatchEvent<T>> listener,
            WatchPace pace) {
        this.connection = connection;
        this.list = list;
        this.reader = reader;
        this.listener = listener;
        this.pace = pace;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(round());
            }
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lists once and watches for as long as that goes well. Returns the pause before the next time.
    private Duration round() throws InterruptedException {
        try {
            String version = list();
            while (true) {
                version = watch(version);
            }
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN, INVALID -> denied(String.valueOf(e.getMessage()));
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, SERVER_ERROR -> lost(String.valueOf(e.getMessage()));
            };
        }
    }

    private Duration denied(String reason) {
        listener.accept(new WatchEvent.Denied<>(reason));
        return pace.deniedPause();
    }

    private Duration lost(String reason) {
        listener.accept(new WatchEvent.Lost<>(reason));
        return pace.pause(failures++);
    }

    /// Returns the version from which a watch goes on.
    private String list() {
        listener.accept(new WatchEvent.Listing<>());
        String version = new ObjectLists(connection)
                .versioned(list, object -> listener.accept(new WatchEvent.Seen<>(reader.apply(object))));
        listener.accept(new WatchEvent.Listed<>());
        return version;
    }

    /// Hears changes until the API server ends the watch in its time. Returns the version from which the next one goes
    /// on.
    private String watch(String version) throws InterruptedException {
        ApiPath path = list.with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("resourceVersion", version)
                .with(
                        "timeoutSeconds",
                        String.valueOf(Math.max(1, pace.oneWatch().toSeconds())));
        InputStream body = connection.open(path, Connection.JSON).orElseThrow(this::unknown);
        long begun = System.nanoTime();
        try (body;
                Deadline _ = Deadline.of(pace.oneWatch().plus(pace.overdue()), body)) {
            String last = read(body, version);
            if (System.nanoTime() - begun < GOOD.toNanos() && last.equals(version)) {
                // A server that ends watches at once must not be asked without end.
                Thread.sleep(pace.pause(failures++));
            }
            return last;
        } catch (IOException | JacksonException e) {
            throw connection.unreadable(path, e);
        } finally {
            failures = System.nanoTime() - begun < GOOD.toNanos() ? failures : 0;
        }
    }

    private ClusterException unknown() {
        return new ClusterException(
                ClusterException.Code.INVALID, "The API server does not know how to %s.".formatted(list.about()));
    }

    private String read(InputStream body, String version) {
        String last = version;
        try (JsonParser parser = Connection.MAPPER.createParser(body)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode change = Connection.MAPPER.readTree(parser);
                JsonNode object = change.path("object");
                hear(change.path("type").asString(""), object);
                last = object.path("metadata").path("resourceVersion").asString(last);
                failures = 0;
            }
            return last;
        }
    }

    private void hear(String type, JsonNode object) {
        switch (type) {
            case "ADDED", "MODIFIED" -> listener.accept(new WatchEvent.Seen<>(reader.apply(object)));
            case "DELETED" -> listener.accept(new WatchEvent.Gone<>(reader.apply(object)));
            case "ERROR" ->
                throw new ClusterException(
                        ClusterException.Code.SERVER_ERROR,
                        "The API server has ended the watch: %s."
                                .formatted(object.path("message").asString("it does not say why")));
            // A bookmark tells the version and nothing else.
            default -> {}
        }
    }
}
