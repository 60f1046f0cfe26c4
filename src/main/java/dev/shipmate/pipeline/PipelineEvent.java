package dev.shipmate.pipeline;

import java.time.Duration;
import java.util.List;

/// What happens in a run, as it happens.
public sealed interface PipelineEvent {
    /// A run begins with these steps.
    record Started(String run, List<StepName> steps) implements PipelineEvent {
        public Started {
            steps = List.copyOf(steps);
        }
    }

    record StepStarted(StepName step) implements PipelineEvent {}

    record StepDoing(StepName step, String what) implements PipelineEvent {}

    record StepOutput(StepName step, String line) implements PipelineEvent {}

    record StepEnded(StepName step, StepOutcome outcome, Duration took) implements PipelineEvent {}

    record Ended(RunResult result) implements PipelineEvent {}
}
