package dev.shipmate.conversation;

import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.UnknownName;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolSpec;
import java.util.Optional;

/// What is answered before anything runs, because no call could help: a change in read-only mode, a change to
/// something that does not exist, a wish that no tool fulfils, a change with an argument left open.
final class Restraint {
    private final Setup setup;

    Restraint(Setup setup) {
        this.setup = setup;
    }

    /// Fills in the answer and returns true when there is nothing to run.
    boolean refuses(Shortlist shortlist, AnswerBuilder answer) {
        Optional<Candidate> open = shortlist.steps().stream()
                .filter(step -> RulesPath.trusted(step) || step.effect() != Effect.READ)
                .findFirst();
        if (open.isEmpty()) {
            return false;
        }
        Candidate step = open.get();
        Optional<ToolSpec<?>> spec = setup.toolbox().find(step.call().tool());
        // A tool that only proposes a change can do so all the same.
        boolean proposes = spec.isPresent() && spec.get().effect() == Effect.READ;
        if (step.effect() != Effect.READ && setup.readOnly() && !proposes) {
            answer.readOnly(step.call().tool());
            return true;
        }
        if (spec.isEmpty()) {
            answer.cannot(step);
            return true;
        }
        Optional<UnknownName> unknown = shortlist.unknown().stream().findFirst();
        if (step.effect() != Effect.READ && !step.resolved() && unknown.isPresent()) {
            answer.unknown(unknown.get());
            return true;
        }
        if (step.effect() != Effect.READ && !step.missing().isEmpty()) {
            answer.missing(step);
            return true;
        }
        return false;
    }
}
