package dev.shipmate.terminal;

import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.PipelineListener;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A run as a log: one line for each event. What a step says twice in a row is said once.
final class RunLog implements PipelineListener {
    private final Screen screen;
    private final Map<StepName, String> said = new EnumMap<>(StepName.class);

    RunLog(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void on(PipelineEvent event) {
        switch (event) {
            case PipelineEvent.StepStarted(StepName step) -> line(step, "begins");
            case PipelineEvent.StepDoing(StepName step, String what) -> {
                if (!what.equals(said.put(step, what))) {
                    line(step, what);
                }
            }
            case PipelineEvent.StepOutput(StepName step, String text) -> line(step, "| " + text);
            case PipelineEvent.StepEnded(StepName step, StepOutcome outcome, Duration took) ->
                line(step, ending(outcome, TurnLines.brief(took)));
            case PipelineEvent.Started _, PipelineEvent.Ended _ -> {}
        }
    }

    private static String ending(StepOutcome outcome, String took) {
        return switch (outcome) {
            case StepOutcome.Done(List<String> facts) when facts.isEmpty() -> "done in " + took;
            case StepOutcome.Done(List<String> facts) -> "done in %s: %s".formatted(took, String.join("; ", facts));
            case StepOutcome.Skipped(String reason) -> "skipped: " + reason;
            case StepOutcome.Failed(String cause, String _, List<String> _) ->
                "failed after %s: %s".formatted(took, cause);
            case StepOutcome.Cancelled(String left) -> "stopped after %s: %s".formatted(took, left);
        };
    }

    private void line(StepName step, String text) {
        screen.print(Styled.text("[%s] %s".formatted(step.word(), text)));
    }
}
