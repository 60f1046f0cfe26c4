package dev.shipmate.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the events: one object for each message about a thing, with how often and when it was last seen.
final class Recorder {
    /// A real server forgets events after an hour.
    static final Duration KEPT = Duration.ofHours(1);

    /// Something that happened `count` times to an object.
    ///
    /// @param component what tells of it, such as `kubelet`
    record Happening(
            String component, String type, String reason, String message, Instant first, Instant last, int count) {
        static Happening normal(String component, String reason, String message, Instant time) {
            return new Happening(component, "Normal", reason, message, time, time, 1);
        }

        static Happening warning(String component, String reason, String message, Instant time) {
            return new Happening(component, "Warning", reason, message, time, time, 1);
        }
    }

    private final Store store;

    Recorder(Store store) {
        this.store = store;
    }

    /// Writes down what happened, or that it happened again. A repeated identical report changes nothing.
    void record(Resource about, Happening happening, Instant now) {
        // To the second, as it will be stored: what is written down here must not be forgotten in the same pass.
        if (Instant.parse(Resource.time(happening.last())).isBefore(now.minus(KEPT))) {
            return;
        }
        String name = about.name() + "." + fingerprint(about, happening);
        var key = new Store.Key(ResourceTypes.EVENT, about.namespace(), name);
        var known = store.find(key);
        boolean same = known.isPresent()
                && known.get().number("/count", 0) == happening.count()
                && known.get().text("/lastTimestamp").equals(Resource.time(happening.last()));
        if (same) {
            return;
        }
        ObjectNode event = known.map(Resource::copy).orElseGet(() -> event(name, about, happening));
        event.put("lastTimestamp", Resource.time(happening.last())).put("count", happening.count());
        store.put(ResourceTypes.EVENT, event);
    }

    /// Forgets what is too long ago.
    void expire(Instant now) {
        store.list(ResourceTypes.EVENT, "").stream()
                .filter(event -> Instant.parse(event.text("/lastTimestamp")).isBefore(now.minus(KEPT)))
                .forEach(event -> store.remove(event.key()));
    }

    private static ObjectNode event(String name, Resource about, Happening happening) {
        ObjectNode event =
                ApiRequest.JSON.createObjectNode().put("kind", "Event").put("apiVersion", "v1");
        event.putObject("metadata")
                .put("name", name)
                .put("namespace", about.namespace().isEmpty() ? "default" : about.namespace())
                .put("uid", "e-" + name)
                .put("creationTimestamp", Resource.time(happening.first()));
        event.putObject("involvedObject")
                .put("kind", about.type().kind())
                .put("namespace", about.namespace())
                .put("name", about.name())
                .put("uid", about.uid())
                .put("apiVersion", about.type().apiVersion());
        event.put("reason", happening.reason())
                .put("message", happening.message())
                .put("type", happening.type())
                .put("firstTimestamp", Resource.time(happening.first()));
        event.putObject("source").put("component", happening.component());
        return event.put("reportingComponent", happening.component()).put("reportingInstance", "");
    }

    private static String fingerprint(Resource about, Happening happening) {
        var crc = new CRC32();
        crc.update((about.uid() + happening.reason() + happening.message()).getBytes(StandardCharsets.UTF_8));
        return "%016x".formatted(crc.getValue() * 0x1_0001L);
    }
}
