package dev.shipmate.audit;

import dev.shipmate.conversation.AnswerText;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.journal.JsonLines;
import dev.shipmate.planning.Candidate;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.ToolCall;
import java.nio.file.Path;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Appends each event of a turn to a file, without secrets.
public final class TraceFile implements TurnListener {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonLines file;
    private final Redactor redactor;
    private final Clock clock;

    public TraceFile(Path file, Redactor redactor, Clock clock) {
        this.file = new JsonLines(file, "trace");
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public void on(TurnEvent event) {
        ObjectNode line = JSON.createObjectNode().put("time", clock.instant().toString());
        switch (event) {
            case TurnEvent.Planned planned -> {
                line.put("event", "planned");
                line.put("topic", planned.shortlist().topic().name());
                ArrayNode candidates = line.putArray("candidates");
                planned.shortlist().candidates().forEach(candidate -> candidates.add(candidate(candidate)));
            }
            case TurnEvent.ModelAsked asked ->
                line.put("event", "model-asked")
                        .put("model", asked.model())
                        .put("protocol", asked.protocol().word());
            case TurnEvent.CallStarted started -> call(line.put("event", "call-started"), started.call());
            case TurnEvent.CallProgressed progressed ->
                call(line.put("event", "call-progressed"), progressed.call())
                        .put("message", text(progressed.message()));
            case TurnEvent.CallFinished finished ->
                call(line.put("event", "call-finished"), finished.call())
                        .put("result", text(AnswerText.of(finished.result())))
                        .put("milliseconds", finished.took().toMillis());
            case TurnEvent.ChangeDecided decided ->
                call(line.put("event", "change-decided"), decided.change().call())
                        .put("context", decided.change().target().context())
                        .put("approval", decided.ruling().approval().name());
            case TurnEvent.ChangeRecorded recorded ->
                call(line.put("event", "change-recorded"), recorded.call()).put("undo", recorded.id());
            case TurnEvent.AnswerStreamed streamed ->
                line.put("event", "answer-streamed").put("text", text(streamed.text()));
            case TurnEvent.AnswerWithdrawn withdrawn ->
                line.put("event", "answer-withdrawn").put("reason", text(withdrawn.reason()));
            case TurnEvent.Noted noted -> line.put("event", "noted").put("text", text(noted.text()));
        }
        file.append(line);
    }

    private ObjectNode candidate(Candidate candidate) {
        return call(JSON.createObjectNode(), candidate.call()).put("confidence", candidate.confidence());
    }

    private ObjectNode call(ObjectNode node, ToolCall call) {
        return new SafeCalls(redactor).write(call, node);
    }

    private String text(String text) {
        return redactor.redact(text);
    }
}
