package dev.shipmate.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a whole run came to: each step that was begun, with its outcome.
public record RunResult(String run, List<StepResult> steps, Duration took) {
    public RunResult {
        steps = List.copyOf(steps);
    }

    public record StepResult(StepName step, StepOutcome outcome, Duration took) {}

    public boolean successful() {
        return steps.stream().allMatch(step -> step.outcome().goesOn());
    }

    /// How it ended: as the step that ended it early, done otherwise.
    public StepOutcome outcome() {
        return broken().map(StepResult::outcome).orElseGet(StepOutcome.Done::new);
    }

    /// The step that ended the run early.
    public Optional<StepResult> broken() {
        return steps.stream().filter(step -> !step.outcome().goesOn()).findFirst();
    }
}
