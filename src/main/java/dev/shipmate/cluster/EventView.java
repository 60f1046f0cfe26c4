package dev.shipmate.cluster;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Something that happened to an object, `count` times between `first` and `last`.
public record EventView(
        String namespace,
        String type,
        String reason,
        String message,
        String objectKind,
        String objectName,
        int count,
        Instant first,
        Instant last) {
    public boolean warning() {
        return type.equals("Warning");
    }

    /// As kubectl writes it: `pod/web-1`.
    public String object() {
        return objectKind.toLowerCase(Locale.ROOT) + "/" + objectName;
    }

    static EventView read(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        JsonNode series = event.path("series");
        Instant happened = Times.of(event.path("eventTime"));
        Instant first = earliestKnown(Times.of(event.path("firstTimestamp")), happened);
        Instant last = Stream.of(
                        Times.of(event.path("lastTimestamp")),
                        Times.of(series.path("lastObservedTime")),
                        happened,
                        first)
                .max(Comparator.naturalOrder())
                .orElse(first);
        return new EventView(
                event.path("metadata").path("namespace").asString(""),
                event.path("type").asString(""),
                event.path("reason").asString(""),
                event.path("message").asString(""),
                object.path("kind").asString(""),
                object.path("name").asString(""),
                Math.max(
                        1,
                        Math.max(
                                event.path("count").asInt(1),
                                series.path("count").asInt(1))),
                first,
                last);
    }

    private static Instant earliestKnown(Instant first, Instant otherwise) {
        return first.equals(Instant.EPOCH) ? otherwise : first;
    }
}
