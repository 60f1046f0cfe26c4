package dev.shipmate.cli;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.tool.Change;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The result of a turn as the tree that `-o json` and `-o yaml` print; docs/usage.md describes it.
final class TurnTree {
    private final JsonMapper json;

    TurnTree(JsonMapper json) {
        this.json = json;
    }

    ObjectNode of(TurnResult result) {
        ObjectNode root = json.createObjectNode();
        root.put("question", result.question().text());
        root.put("outcome", result.outcome().word());
        root.put("answer", result.answer());
        root.put("decidedBy", result.decidedBy().word());
        putOrNull(root, "model", result.model());
        putOrNull(root, "protocol", result.protocol());
        root.put("confidence", Math.round(result.confidence() * 100) / 100.0);
        ArrayNode calls = root.putArray("calls");
        result.calls().forEach(call -> calls.add(call(call)));
        ArrayNode plan = root.putArray("plan");
        result.plan().forEach(change -> plan.add(planned(change)));
        root.putArray("findings");
        ArrayNode suggestions = root.putArray("suggestions");
        result.suggestions().forEach(suggestions::add);
        root.putObject("tokens")
                .put("prompt", result.tokens().prompt())
                .put("completion", result.tokens().completion());
        root.put("milliseconds", result.took().toMillis());
        return root;
    }

    private ObjectNode call(CallRecord call) {
        ObjectNode node = json.createObjectNode();
        node.put("tool", call.call().tool());
        node.set("arguments", json.valueToTree(call.call().arguments()));
        node.put("effect", call.effect().word());
        node.put("outcome", call.result().word());
        node.put("milliseconds", call.took().toMillis());
        return node;
    }

    private ObjectNode planned(PlannedChange change) {
        ObjectNode node = json.createObjectNode();
        node.put("tool", change.call().tool());
        node.set("arguments", json.valueToTree(change.call().arguments()));
        node.put("effect", change.effect().word());
        node.put("context", change.target().context());
        node.put("namespace", change.target().namespace());
        ArrayNode changes = node.putArray("changes");
        for (Change one : change.changes()) {
            changes.addObject()
                    .put("object", one.object())
                    .put("namespace", one.namespace())
                    .put("field", one.field())
                    .put("before", one.before())
                    .put("after", one.after());
        }
        ArrayNode losses = node.putArray("losses");
        change.losses().forEach(losses::add);
        ArrayNode notes = node.putArray("notes");
        change.notes().forEach(notes::add);
        return node;
    }

    private static void putOrNull(ObjectNode node, String field, String value) {
        if (value.isEmpty()) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
    }
}
