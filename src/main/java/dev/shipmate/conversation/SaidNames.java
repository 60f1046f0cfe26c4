package dev.shipmate.conversation;

import dev.shipmate.model.Utterance;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.util.List;
import java.util.Map;

/// The names that the user and the cluster have said, against those that a model makes up.
final class SaidNames {
    private final Grounding said = new Grounding();
    private final Shortlist shortlist;

    SaidNames(List<Utterance> dialogue, Shortlist shortlist) {
        this.shortlist = shortlist;
        for (Utterance utterance : dialogue) {
            switch (utterance) {
                case Utterance.User(String text) -> said.add(text);
                case Utterance.Assistant(String text) -> said.add(text);
                case Utterance.Called _, Utterance.Observed _ -> {}
            }
        }
    }

    /// What a look-up found was named by the cluster; what it did not find was not.
    void add(ToolResult result) {
        if (result instanceof ToolResult.Completed || result instanceof ToolResult.Proposed) {
            said.add(AnswerText.of(result));
        }
    }

    /// Whether a call found nothing because of a name that only the model knows.
    boolean madeUp(ToolResult result) {
        return result instanceof ToolResult.NotFound missing && !said.names(missing.name());
    }

    /// The call with the arguments that the planner read in the question: they are filled in, and win over values of
    /// the model's that nobody has said. A change is never touched: it is what the user is asked about.
    ToolCall corrected(ToolCall wished) {
        return shortlist.candidates().stream()
                .filter(candidate -> candidate.effect() == Effect.READ && candidate.complete())
                .filter(candidate -> candidate.call().tool().equals(wished.tool()) && RulesPath.trusted(candidate))
                .findFirst()
                .map(candidate -> corrected(wished, candidate))
                .orElse(wished);
    }

    private ToolCall corrected(ToolCall wished, Candidate planned) {
        ToolCall call = wished;
        for (Map.Entry<String, Object> argument : planned.call().arguments().entrySet()) {
            Object value = wished.arguments().get(argument.getKey());
            if (value == null || !said.names(value)) {
                call = call.with(argument.getKey(), argument.getValue());
            }
        }
        return call;
    }
}
