package dev.shipmate.pipeline;

import dev.shipmate.pipeline.RunResult.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Runs steps one after the other until one does not work, and writes down how each ended before the next begins.
public final class Pipeline {
    private final RunJournal journal;
    private final Clock clock;

    public Pipeline(RunJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// Runs all steps from `first` on.
    public RunResult run(String run, List<Step> steps, StepName first, PipelineListener listener) {
        List<Step> wanted =
                steps.stream().filter(step -> step.name().compareTo(first) >= 0).toList();
        Instant started = clock.instant();
        listener.on(
                new PipelineEvent.Started(run, wanted.stream().map(Step::name).toList()));
        var results = new ArrayList<StepResult>();
        for (Step step : wanted) {
            StepResult result = run(run, step, listener);
            results.add(result);
            if (!result.outcome().goesOn()) {
                break;
            }
        }
        var whole = new RunResult(run, results, Duration.between(started, clock.instant()));
        journal.ended(whole);
        listener.on(new PipelineEvent.Ended(whole));
        return whole;
    }

    private StepResult run(String run, Step step, PipelineListener listener) {
        StepName name = step.name();
        Instant started = clock.instant();
        journal.begins(run, name);
        listener.on(new PipelineEvent.StepStarted(name));
        StepOutcome outcome = Thread.currentThread().isInterrupted()
                ? new StepOutcome.Cancelled("Nothing of step %s was done.".formatted(name.word()))
                : step.run(new Told(name, listener));
        var result = new StepResult(name, outcome, Duration.between(started, clock.instant()));
        journal.ended(run, result);
        listener.on(new PipelineEvent.StepEnded(name, outcome, result.took()));
        return result;
    }

    private record Told(StepName step, PipelineListener listener) implements StepProgress {
        @Override
        public void doing(String what) {
            listener.on(new PipelineEvent.StepDoing(step, what));
        }

        @Override
        public void output(String line) {
            listener.on(new PipelineEvent.StepOutput(step, line));
        }
    }
}
