package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.redaction.LineRedactor;
import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Runs steps one after the other until one does not work, and writes down how each ended before the next begins. What
/// steps say loses its secrets here, so that neither the journal nor a listener ever has one.
public final class Pipeline {
    private final RunJournal journal;
    private final Clock clock;
    private final Redactor redactor;

    public Pipeline(RunJournal journal, Clock clock, Redactor redactor) {
        this.journal = journal;
        this.clock = clock;
        this.redactor = redactor;
    }

    /// Runs all steps from `first` on.
    public RunResult run(String run, List<Step> steps, StepName first, PipelineListener hearer) {
        PipelineListener listener = oneByOne(hearer);
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
        noted(() -> journal.ended(whole));
        listener.on(new PipelineEvent.Ended(whole));
        return whole;
    }

    private StepResult run(String run, Step step, PipelineListener listener) {
        StepName name = step.name();
        Instant started = clock.instant();
        noted(() -> journal.begins(run, name));
        listener.on(new PipelineEvent.StepStarted(name));
        StepOutcome outcome = Thread.currentThread().isInterrupted()
                ? new StepOutcome.Cancelled("Nothing of step %s was done.".formatted(name.word()))
                : new SafeOutcome(redactor).of(outcome(step, listener));
        var result = new StepResult(name, outcome, Duration.between(started, clock.instant()));
        noted(() -> journal.ended(run, result));
        listener.on(new PipelineEvent.StepEnded(name, outcome, result.took()));
        return result;
    }

    /// A disk that got full is no reason to stop halfway: a step that was not noted is done again by a run that goes on
    /// after this one, which does no harm.
    private static void noted(Runnable note) {
        try {
            note.run();
        } catch (UncheckedIOException _) {
            // What there is to tell is told by the events.
        }
    }

    /// What no step expects ends it all the same with what was said.
    private StepOutcome outcome(Step step, PipelineListener listener) {
        try {
            return step.run(new Told(step.name(), listener, redactor));
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled("Step %s was stopped before it was done."
                    .formatted(step.name().word()));
        } catch (ClusterException e) {
            return new StepOutcome.Failed(String.valueOf(e.getMessage()), "Then go on from this step.");
        }
    }

    /// Steps speak from several threads.
    private static PipelineListener oneByOne(PipelineListener hearer) {
        var turns = new Object();
        return event -> {
            synchronized (turns) {
                hearer.on(event);
            }
        };
    }

    /// What one step says, as it may be heard.
    private static final class Told implements StepProgress {
        private final StepName step;
        private final PipelineListener listener;
        private final Redactor redactor;
        private final LineRedactor lines;

        Told(StepName step, PipelineListener listener, Redactor redactor) {
            this.step = step;
            this.listener = listener;
            this.redactor = redactor;
            this.lines = new LineRedactor(redactor);
        }

        @Override
        public void doing(String what) {
            listener.on(new PipelineEvent.StepDoing(step, redactor.redact(PlainText.line(what))));
        }

        @Override
        public void output(String line) {
            listener.on(new PipelineEvent.StepOutput(step, redacted(PlainText.line(line))));
        }

        private synchronized String redacted(String line) {
            return lines.redact(line);
        }
    }
}
