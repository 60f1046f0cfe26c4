package dev.shipmate.cli;

import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.FindingJson;
import dev.shipmate.diagnosis.WatchEvent;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a diagnosis found, as the tree that programs read; `docs/findings.schema.json` describes it.
///
/// @param namespace empty for all of them
record DiagnosisTree(String context, String namespace) {
    private static final JsonMapper JSON = new JsonMapper();

    ObjectNode of(Instant at, Examination seen) {
        ObjectNode tree = head(at, seen);
        tree.set("findings", FindingJson.write(seen.findings()));
        ArrayNode unseen = tree.putArray("unseen");
        seen.unseen().forEach(unseen::add);
        return tree;
    }

    private ObjectNode head(Instant at, Examination seen) {
        return JSON.createObjectNode()
                .put("context", context)
                .put("namespace", namespace)
                .put("at", at.toString())
                .put("pods", seen.pods());
    }

    /// One event of a watch.
    ObjectNode of(WatchEvent event) {
        return switch (event) {
            case WatchEvent.Began(Instant at, Examination seen) -> {
                ObjectNode tree = named("began", at);
                tree.setAll(head(at, seen));
                ArrayNode unseen = tree.putArray("unseen");
                seen.unseen().forEach(unseen::add);
                yield tree;
            }
            case WatchEvent.Appeared(Instant at, Finding finding) -> {
                ObjectNode tree = named("appeared", at);
                tree.set("finding", FindingJson.write(finding));
                yield tree;
            }
            case WatchEvent.Healed(Instant at, Finding finding, Duration after) -> {
                ObjectNode tree = named("healed", at);
                tree.set("finding", FindingJson.write(finding));
                yield tree.put("seconds", after.toSeconds());
            }
            case WatchEvent.Lost(Instant at, String message) ->
                named("lost", at).put("message", message);
            case WatchEvent.Back(Instant at) -> named("back", at);
        };
    }

    private static ObjectNode named(String event, Instant at) {
        return JSON.createObjectNode().put("event", event).put("at", at.toString());
    }
}
