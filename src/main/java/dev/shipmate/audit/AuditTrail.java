package dev.shipmate.audit;

import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.Ruling;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.AnswerText;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.conversation.Witness;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes turns to an audit log: each decision on a change before it is made, what came of it, and each turn as a
/// whole.
public final class AuditTrail implements Witness {
    private static final JsonMapper JSON = new JsonMapper();

    private final AuditLog log;
    private final Redactor redactor;

    public AuditTrail(AuditLog log, Redactor redactor) {
        this.log = log;
        this.redactor = redactor;
    }

    @Override
    public Testimony begins(String question) {
        return new OfTurn(question);
    }

    /// A change outside of any conversation, such as a deploy: the decision on it, before it is made.
    ///
    /// @return what the entry of its result is to name
    public String decided(PlannedChange change, Ruling ruling, String command) {
        var testimony = new OfTurn(command);
        testimony.decided(change, ruling);
        return testimony.turn;
    }

    /// What came of it.
    public void ended(String turn, ToolCall call, String outcome) {
        log.append(call(entry("result", turn), call).put("outcome", outcome));
    }

    private static ObjectNode entry(String event, String turn) {
        return JSON.createObjectNode().put("event", event).put("turn", turn);
    }

    private ObjectNode call(ObjectNode node, ToolCall call) {
        return new SafeCalls(redactor).write(call, node);
    }

    private static ObjectNode place(ObjectNode node, ClusterTarget target) {
        return node.put("context", target.context())
                .put("server", target.server())
                .put("namespace", target.namespace());
    }

    private String text(String text) {
        return redactor.redact(text);
    }

    /// One turn. Events come one at a time, from several threads.
    private final class OfTurn implements Testimony {
        private final String turn = UUID.randomUUID().toString();
        private final String question;
        private final Set<ToolCall> allowed = new HashSet<>();
        private final Map<ToolCall, String> undo = new HashMap<>();

        OfTurn(String question) {
            this.question = text(question);
        }

        @Override
        public void on(TurnEvent event) {
            switch (event) {
                case TurnEvent.ChangeDecided(PlannedChange change, Ruling ruling) -> decided(change, ruling);
                case TurnEvent.ChangeRecorded(ToolCall call, String id) -> undo.put(call, id);
                case TurnEvent.CallFinished finished -> finished(finished);
                case TurnEvent.Planned _,
                        TurnEvent.ModelAsked _,
                        TurnEvent.CallStarted _,
                        TurnEvent.CallProgressed _,
                        TurnEvent.AnswerStreamed _,
                        TurnEvent.AnswerWithdrawn _,
                        TurnEvent.Noted _ -> {}
            }
        }

        private void decided(PlannedChange change, Ruling ruling) {
            ObjectNode entry = place(entry("decision", turn), change.target()).put("question", question);
            call(entry, change.call()).put("effect", change.effect().word());
            ArrayNode plan = entry.putArray("plan");
            change.changes()
                    .forEach(field -> plan.addObject()
                            .put("object", field.object())
                            .put("namespace", field.namespace())
                            .put("field", field.field())
                            .put("before", text(field.before()))
                            .put("after", text(field.after())));
            change.losses().forEach(entry.putArray("losses")::add);
            entry.put("approval", word(ruling.approval())).put("by", word(ruling.authority()));
            onRecord(entry);
            if (ruling.allows()) {
                allowed.add(change.call());
            }
        }

        private void onRecord(ObjectNode entry) {
            try {
                log.append(entry);
            } catch (UncheckedIOException e) {
                throw new UncheckedIOException(
                        ("Nothing was changed, because it cannot be put on record in %s."
                                        + " Set XDG_STATE_HOME to a folder that you can write to.")
                                .formatted(log.file()),
                        e.getCause());
            }
        }

        private void finished(TurnEvent.CallFinished finished) {
            if (finished.effect() == Effect.READ || !allowed.remove(finished.call())) {
                return;
            }
            ObjectNode entry = call(entry("result", turn), finished.call());
            entry.put("outcome", finished.result().word());
            if (!(finished.result() instanceof ToolResult.Changed)) {
                entry.put("text", text(AnswerText.of(finished.result())));
            }
            Optional.ofNullable(undo.get(finished.call())).ifPresent(id -> entry.put("undo", id));
            log.append(entry);
        }

        @Override
        public void ended(TurnResult result, Optional<ClusterTarget> target) {
            ObjectNode entry = entry("turn", turn);
            target.ifPresent(it -> place(entry, it));
            entry.put("question", question)
                    .put("outcome", result.outcome().word())
                    .put("decidedBy", result.decidedBy().word());
            if (!result.model().isEmpty()) {
                entry.put("model", result.model());
            }
            ArrayNode calls = entry.putArray("calls");
            result.calls()
                    .forEach(made -> call(calls.addObject(), made.call())
                            .put("effect", made.effect().word())
                            .put("outcome", made.result().word())
                            .put("milliseconds", made.took().toMillis()));
            log.append(entry);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
