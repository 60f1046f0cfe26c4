package dev.shipmate.pipeline;

import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.util.List;
import java.util.stream.Collectors;

/// Takes the secrets out of what a step came to, and what could steer a terminal, before anybody hears it or it is
/// written down: messages of the cluster and of programs have passed through no other hand.
record SafeOutcome(Redactor redactor) {
    StepOutcome of(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Done(List<String> facts) -> new StepOutcome.Done(lines(facts));
            case StepOutcome.Skipped(String reason) -> new StepOutcome.Skipped(text(reason));
            case StepOutcome.Failed(String cause, String suggestion, List<String> evidence) ->
                new StepOutcome.Failed(text(cause), text(suggestion), lines(evidence));
            case StepOutcome.Cancelled(String left) -> new StepOutcome.Cancelled(text(left));
        };
    }

    private String text(String text) {
        return redactor.redact(plain(text));
    }

    /// Together, since a key may go over several lines; as they were where there is no secret in them.
    private List<String> lines(List<String> lines) {
        List<String> plain = lines.stream().map(SafeOutcome::plain).toList();
        String all = String.join("\n", plain);
        String safe = redactor.redact(all);
        return safe.equals(all) ? plain : safe.lines().toList();
    }

    private static String plain(String text) {
        return text.lines().map(PlainText::line).collect(Collectors.joining("\n"));
    }
}
