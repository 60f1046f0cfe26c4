package dev.shipmate.session;

import dev.shipmate.conversation.AnswerText;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolCallJson;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A turn as a JSON object, and back. What a look-up found comes back as text.
final class StoredTurn {
    private static final JsonMapper JSON = new JsonMapper();

    private StoredTurn() {}

    static ObjectNode write(TurnResult turn, Redactor redactor) {
        ObjectNode node = JSON.createObjectNode()
                .put("question", redactor.redact(turn.question().text()))
                .put("outcome", turn.outcome().name())
                .put("answer", redactor.redact(turn.answer()))
                .put("decidedBy", turn.decidedBy().name())
                .put("model", turn.model())
                .put("protocol", turn.protocol())
                .put("confidence", turn.confidence())
                .put("milliseconds", turn.took().toMillis());
        turn.suggestions().forEach(node.putArray("suggestions")::add);
        var calls = node.putArray("calls");
        turn.calls().forEach(made -> write(made, calls.addObject(), redactor));
        return node;
    }

    private static void write(CallRecord made, ObjectNode node, Redactor redactor) {
        ToolCallJson.write(made.call(), node)
                .put("effect", made.effect().name())
                .put("outcome", made.result().word())
                .put("text", redactor.redact(AnswerText.of(made.result())))
                .put("milliseconds", made.took().toMillis());
        switch (made.result()) {
            case ToolResult.NotFound(String what, String name, List<String> _) ->
                node.put("what", what).put("missing", name);
            case ToolResult.Proposed(List<Block> _, List<ToolCall> changes) ->
                changes.forEach(change ->
                        ToolCallJson.write(change, node.withArray("changes").addObject()));
            case ToolResult.Completed _,
                    ToolResult.Planned _,
                    ToolResult.Changed _,
                    ToolResult.Refused _,
                    ToolResult.Failed _ -> {}
        }
    }

    /// Empty for a line that is no turn.
    static Optional<TurnResult> read(JsonNode node) {
        Optional<Outcome> outcome = constant(Outcome.values(), node.path("outcome"));
        if (!node.has("question") || outcome.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TurnResult(
                new Question(text(node, "question")),
                outcome.get(),
                text(node, "answer"),
                constant(DecidedBy.values(), node.path("decidedBy")).orElse(DecidedBy.RULES),
                text(node, "model"),
                text(node, "protocol"),
                node.path("confidence").asDouble(0),
                node.path("calls").valueStream().map(StoredTurn::record).toList(),
                List.of(),
                node.path("suggestions")
                        .valueStream()
                        .map(suggestion -> suggestion.asString(""))
                        .toList(),
                TokenUsage.NONE,
                Duration.ofMillis(node.path("milliseconds").asLong(0))));
    }

    private static CallRecord record(JsonNode node) {
        return new CallRecord(
                ToolCallJson.read(node),
                constant(Effect.values(), node.path("effect")).orElse(Effect.READ),
                result(node),
                Duration.ofMillis(node.path("milliseconds").asLong(0)));
    }

    private static ToolResult result(JsonNode node) {
        String text = text(node, "text");
        List<Block> blocks = List.of(new Block.Fact(text));
        return switch (text(node, "outcome")) {
            case "proposed" ->
                new ToolResult.Proposed(
                        blocks,
                        node.path("changes")
                                .valueStream()
                                .map(ToolCallJson::read)
                                .toList());
            case "planned" -> new ToolResult.Planned(List.of(), List.of(), List.of(text));
            case "changed" ->
                new ToolResult.Changed(List.of(), blocks, new Undo.Impossible("See `shipmate undo`."), Settled.YES);
            case "refused" -> new ToolResult.Refused(text, "");
            case "not-found" -> new ToolResult.NotFound(text(node, "what"), text(node, "missing"), List.of());
            case "failed" -> new ToolResult.Failed(text, "");
            default -> new ToolResult.Completed(blocks);
        };
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, JsonNode node) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(node.asString("")))
                .findFirst();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
