package dev.shipmate.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The demo shop: its past is played from the day it was installed, so that every age, revision and event in it
/// came about as it would have in a real cluster.
final class Shop {
    /// From the oldest to the youngest. Each file has an age and the objects that were applied then.
    private static final List<String> CHAPTERS =
            List.of("cluster", "app", "data", "worker-update", "reports", "mailer-update", "backend-update");

    private static final Pattern SECRET = Pattern.compile("\\{secret}");

    private final Store store;
    private final Controllers controllers;
    private final FakeSecrets secrets;

    Shop(Store store, Controllers controllers, FakeSecrets secrets) {
        this.store = store;
        this.controllers = controllers;
        this.secrets = secrets;
    }

    void open(Instant now) {
        Instant played = Instant.MIN;
        for (String chapter : CHAPTERS) {
            String text = ImageCatalog.resource("shop/" + chapter + ".json");
            String filled = SECRET.matcher(text).replaceAll(_ -> Matcher.quoteReplacement(secrets.next()));
            JsonNode file = ApiRequest.JSON.readTree(filled);
            Instant time = now.minus(Duration.parse(file.path("age").asString()));
            if (played.isAfter(Instant.MIN)) {
                controllers.play(played, time);
            }
            for (JsonNode item : file.path("items")) {
                apply((ObjectNode) item, time);
            }
            played = time;
        }
        controllers.play(played, now);
        controllers.settle(now);
    }

    private void apply(ObjectNode json, Instant time) {
        ResourceType type = ResourceTypes.findKind(
                        json.path("apiVersion").asString(), json.path("kind").asString())
                .orElseThrow(() -> new IllegalStateException("The shop holds an unknown kind: " + json));
        Defaults.fill(json, type);
        ObjectNode metadata = json.withObject("/metadata");
        var given = new Resource(type, json);
        ObjectNode next = store.find(given.key())
                .map(known -> {
                    ObjectNode changed = Patches.strategic(known.copy(), json);
                    changed.withObject("/metadata").put("generation", known.generation() + 1);
                    return changed;
                })
                .orElseGet(() -> {
                    metadata.put(
                                    "uid",
                                    UUID.nameUUIDFromBytes((type.qualified() + given.namespace() + given.name())
                                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                            .toString())
                            .put("creationTimestamp", Resource.time(time))
                            .put("generation", 1);
                    return json;
                });
        Validation.check(new Resource(type, next));
        store.put(type, next);
    }
}
