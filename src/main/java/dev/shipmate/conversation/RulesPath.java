package dev.shipmate.conversation;

import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import java.util.ArrayList;
import java.util.List;

/// Runs what the planner decided, without a model.
final class RulesPath {
    /// At or above this a plan is carried out at once: 98 of 100 such plans are right.
    static final double SURE = 0.9;

    /// At or above this a look-up is worth making when there is nobody better to ask.
    private static final double LIKELY = 0.4;

    private final Toolbox toolbox;
    private final CallRunner runner;

    RulesPath(Toolbox toolbox, CallRunner runner) {
        this.toolbox = toolbox;
        this.runner = runner;
    }

    /// Whether every step is certain enough to be carried out without asking a model.
    boolean sure(Shortlist shortlist) {
        return !shortlist.steps().isEmpty()
                && shortlist.steps().stream().allMatch(step -> step.confidence() >= SURE && possible(step));
    }

    /// Whether every step can be carried out when no model can be asked. A change needs more certainty than a look.
    boolean likely(Shortlist shortlist) {
        return !shortlist.steps().isEmpty()
                && shortlist.steps().stream().allMatch(step -> trusted(step) && possible(step));
    }

    static boolean trusted(Candidate candidate) {
        return candidate.confidence() >= (candidate.effect() == Effect.READ ? LIKELY : SURE);
    }

    private boolean possible(Candidate step) {
        return step.missing().isEmpty() && toolbox.find(step.call().tool()).isPresent();
    }

    /// Carries out the steps in their order, until one does not work; changes that follow one another are one plan.
    /// What waits for an approval does not hide the next: the plan names everything that a yes would cover.
    void run(Turn turn, Shortlist shortlist) {
        for (List<ToolCall> calls : portions(shortlist.steps())) {
            ToolResult result = runner.make(calls, turn);
            if (Thread.interrupted()) {
                throw new TurnStopped(TurnStopped.Reason.CANCELLED);
            }
            switch (result) {
                case ToolResult.Completed _, ToolResult.Proposed _, ToolResult.Changed _, ToolResult.Planned _ -> {}
                case ToolResult.Refused _, ToolResult.NotFound _, ToolResult.Failed _ -> {
                    return;
                }
            }
        }
    }

    private List<List<ToolCall>> portions(List<Candidate> steps) {
        var portions = new ArrayList<List<ToolCall>>();
        boolean changing = false;
        for (Candidate step : steps) {
            boolean changes = toolbox.find(step.call().tool())
                    .filter(spec -> spec.effect() != Effect.READ)
                    .isPresent();
            if (changes && changing) {
                portions.getLast().add(step.call());
            } else {
                portions.add(new ArrayList<>(List.of(step.call())));
            }
            changing = changes;
        }
        return portions;
    }
}
