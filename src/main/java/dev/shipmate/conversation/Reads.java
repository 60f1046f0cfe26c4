package dev.shipmate.conversation;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes look-ups: the ones that were asked for, and the one that a change needs which did not take effect.
record Reads(Toolbox toolbox, String namespace, Redactor redactor) {
    ToolResult run(Toolbox.Prepared.Ready call, Turn turn) {
        Effect effect = call.spec().effect();
        ToolCall shown = toolbox.shown(call.call());
        turn.emit(new TurnEvent.CallStarted(shown, effect));
        long start = System.nanoTime();
        ToolResult result = toolbox.run(call, turn.invocation(WriteMode.APPLY, namespace, shown, redactor));
        if (call.spec().trust() == Trust.UNTRUSTED) {
            turn.taint();
        }
        turn.finished(shown, effect, result, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    /// Finds out why a workload did not become ready after a change.
    void lookInto(ToolResult result, Turn turn) {
        diagnosis(result).ifPresent(call -> {
            if (toolbox.prepare(call) instanceof Toolbox.Prepared.Ready ready) {
                RunningCall.start(() -> run(ready, turn)).await();
            }
        });
    }

    private static Optional<ToolCall> diagnosis(ToolResult result) {
        return result instanceof ToolResult.Changed(List<Change> changes, var _, var _, Settled settled)
                        && settled == Settled.NO
                ? changes.stream()
                        .filter(Reads::isOfWorkload)
                        .findFirst()
                        .map(change -> new ToolCall(
                                "diagnose", Map.of("name", change.object(), "namespace", change.namespace())))
                : Optional.empty();
    }

    private static boolean isOfWorkload(Change change) {
        return KnownKinds.ROLLED_OUT.stream().anyMatch(kind -> change.object().startsWith(kind.singular() + "/"));
    }
}
