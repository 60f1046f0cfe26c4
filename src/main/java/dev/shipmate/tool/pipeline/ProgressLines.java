package dev.shipmate.tool.pipeline;

import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.PipelineListener;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import java.time.Duration;
import java.util.function.Consumer;

/// Says of a run which step it is at and what that waits for. What programs write is left to their logs.
record ProgressLines(Consumer<String> told) implements PipelineListener {
    @Override
    public void on(PipelineEvent event) {
        switch (event) {
            case PipelineEvent.StepStarted(StepName step) -> told.accept(step.word());
            case PipelineEvent.StepDoing(StepName step, String what) ->
                told.accept("%s: %s".formatted(step.word(), what));
            case PipelineEvent.StepEnded(StepName step, StepOutcome outcome, Duration took) ->
                told.accept("%s: %s after %d s".formatted(step.word(), outcome.word(), took.toSeconds()));
            case PipelineEvent.Started _, PipelineEvent.StepOutput _, PipelineEvent.Ended _ -> {}
        }
    }
}
